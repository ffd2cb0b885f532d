import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EMPOWERED_KINDS, permissionFor } from '../../src/domain/lever/lever-law.ts';
import { recommendationSchema } from '../../src/http/routes/recommendations/schemas.ts';
import { clientOf } from './http-client.ts';
import { useApplication } from './use-application.ts';

const FOOD_BASKET =
  'expérimenter une caisse alimentaire (sécurité sociale de l’alimentation) avec tirage au sort d’habitants, qui pilote ?';
const MATERIALS = 'une plateforme de réemploi des matériaux de construction';
const RURAL_EPCI = '200044394';
const URBAN_EPT = '200058014';

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly territories: readonly { readonly code: string | null; readonly kind: string }[];
}

const application = await useApplication();

function post(body: object) {
  return clientOf(application.app).post('/v1/recommendations').send(body);
}

function get(query: Record<string, string | string[]>) {
  return clientOf(application.app).get('/v1/recommendations').query(query);
}

async function recommend(body: object) {
  const response = await post(body);
  expect(response.statusCode, response.text).toBe(200);
  return z.strictObject(recommendationSchema.shape).parse(response.body);
}

describe('POST /v1/recommendations', () => {
  it('gives different experiences for other territories and priorities, with levers and cases', async () => {
    const food = await recommend({ territory: { code: RURAL_EPCI }, priorities: FOOD_BASKET });
    const materials = await recommend({ territory: { code: URBAN_EPT }, priorities: MATERIALS });

    for (const { status, experiences } of [food, materials]) {
      expect(['ok', 'partial']).toContain(status);
      expect(experiences).toHaveLength(10);
    }
    const ids = (answer: typeof food) => answer.experiences.map(({ experience }) => experience.id);
    expect(
      ids(food)
        .slice(0, 3)
        .filter((id) => ids(materials).slice(0, 3).includes(id)),
    ).toEqual([]);
    for (const { levers } of [food, materials]) {
      expect(levers.length).toBeGreaterThan(0);
      for (const { lever, supporting } of levers) {
        expect(lever.definition).not.toBe('');
        expect(supporting.length).toBeGreaterThan(0);
      }
    }
  });

  it.each([
    ['épicerie', 'epicerie', 'ÉPICERIE', 'EPICERIE', '🛒 épicerie', 'Épicerie'],
    ['une recyclerie, un garage', 'une recyclerie virgule un garage', 'UNE RECYCLERIE, UN GARAGE'],
    ['une ressourcerie', 'une resourcerie'],
    ['la SCIC et le PTCE', 'la scic et le ptce'],
  ])('answers %j the same whatever its form and its faults', async (priorities, ...others) => {
    const { experiences, levers } = await recommend({ priorities });
    for (const other of others) {
      expect(await recommend({ priorities: other }), other).toMatchObject({ experiences, levers });
    }
  });

  it('says what it understood, and reads what is written on demand', async () => {
    const priorities = 'une resourcerie';
    const read = await recommend({ priorities });
    expect(read.understood.text).toBe('Une ressourcerie');
    expect(read.understood.corrections).toEqual([{ typed: 'resourcerie', understood: 'ressourcerie' }]);
    expect(read.profile.priorities).toBe(priorities);
    const asTyped = await recommend({ priorities, asTyped: true });
    expect(asTyped.understood).toMatchObject({ text: priorities, corrections: [] });
    expect(asTyped.id).not.toBe(read.id);
  });

  it('ranks from 1 and gives a score that is the sum of the contributions shown', async () => {
    const { experiences, levers } = await recommend({
      territory: { code: RURAL_EPCI },
      priorities: FOOD_BASKET,
      themes: ['alimentation'],
      limit: 50,
    });
    for (const results of [experiences, levers]) {
      expect(results.map(({ rank }) => rank)).toEqual(results.map((_, index) => index + 1));
      for (const { score, breakdown, reasons } of results) {
        const sum = breakdown.reduce((total, { contribution }) => total + contribution, 0);
        expect(score).toBeCloseTo(sum, 10);
        const weights = breakdown.reduce((total, { weight }) => total + weight, 0);
        expect(weights).toBeCloseTo(1, 2);
        for (const { value, weight, contribution } of breakdown) {
          expect(contribution).toBeCloseTo(value * weight, 3);
        }
        expect(reasons.length).toBeGreaterThan(0);
      }
    }
  });

  it('gives each lever what the kind that asks may do with it: a condition is always said', async () => {
    const { levers: known } = application.essaimage.taxonomy;
    const lawOf = new Map(known.map(({ id, law }) => [id, law]));
    const words = fc.constantFrom(...known.map(({ label }) => label));
    const asked = { kind: fc.constantFrom(...EMPOWERED_KINDS), words: fc.tuple(words, words) };
    let conditions = 0;
    await fc.assert(
      fc.asyncProperty(fc.record(asked), async ({ kind, words: [one, other] }) => {
        const { levers } = await recommend({ territory: { kind }, priorities: `${one}, ${other}` });
        for (const { lever, whoMay } of levers) {
          const permission = permissionFor(lawOf.get(lever.id) ?? null, kind);
          expect(whoMay).toMatchObject(permission ?? {});
          if (permission?.may !== 'conditional') continue;
          conditions += 1;
          expect(whoMay?.text.toLowerCase()).toContain(permission.reason.toLowerCase());
        }
      }),
      { numRuns: 10 },
    );
    expect(conditions).toBeGreaterThan(10);
  });

  it('does not say what a territory of an unknown kind may do', async () => {
    for (const territory of [undefined, { kind: 'pays', name: 'Pays de Redon' }]) {
      const { levers } = await recommend({ territory, priorities: MATERIALS });
      expect(levers.length).toBeGreaterThan(0);
      for (const { whoMay } of levers) expect(whoMay).toBeNull();
    }
  });

  it('quotes a sentence of the fiche, with the words shared with the request', async () => {
    const { experiences } = await recommend({ priorities: MATERIALS, limit: 3 });
    const highlighted = experiences.flatMap(({ experience, evidence }) => {
      expect(evidence).not.toBeNull();
      const { passage = '', highlights = [] } = evidence ?? {};
      expect(`${experience.title} ${experience.summary}`).toContain(passage);
      return highlights.map(([start, end]) => passage.slice(start, end).toLowerCase());
    });
    expect(highlighted.some((word) => /^(?:réemploi|matériaux|construction|plateforme)/.test(word))).toBe(
      true,
    );
  });

  it('sets aside a lever that the priorities refuse, with their words, unless the request chooses it', async () => {
    const asked = { priorities: 'Ouvrir une épicerie de village sans subvention', limit: 50 };
    const words = ['sans subvention'];
    const refused = await recommend(asked);
    expect(refused.setAsideLevers).toMatchObject([{ id: 'subvention', words }]);
    expect(refused.levers.map(({ lever }) => lever.id)).not.toContain('subvention');
    const chosen = await recommend({ ...asked, levers: ['subvention'] });
    expect(chosen.setAsideLevers).toEqual([]);
    expect(chosen.levers.map(({ lever }) => lever.id)).toContain('subvention');
  });

  it('returns the profile of the territory, given or derived', async () => {
    const { profile } = await recommend({
      territory: { code: RURAL_EPCI, population: 1234, setting: 'urban' },
      priorities: FOOD_BASKET,
    });
    expect(profile).toMatchObject({
      territory: { code: RURAL_EPCI, name: 'CC du Réolais en Sud Gironde' },
      kind: { value: 'epci', origin: 'derived' },
      population: { value: 1234, origin: 'given' },
      setting: { value: 'urban', origin: 'given' },
      department: { value: { code: '33', name: 'Gironde' }, origin: 'derived' },
    });
  });

  it('accepts a territory without a code, and no territory', async () => {
    const described = await recommend({
      territory: { name: 'Pays du Lunévillois', kind: 'pays', population: 80000, setting: 'rural' },
      priorities: MATERIALS,
    });
    expect(described.profile).toMatchObject({
      territory: { code: null, name: 'Pays du Lunévillois' },
      kind: { value: 'pays', origin: 'given' },
      population: { value: 80000, origin: 'given' },
    });
    const unknown = await recommend({ priorities: MATERIALS });
    expect(unknown.profile.kind).toEqual({ value: null, origin: 'unknown' });
  });

  it('tells the département 93 from the région 93', async () => {
    const ask = (kind: string) => recommend({ territory: { code: '93', kind }, themes: ['energie'] });
    expect((await ask('departement')).profile.territory.name).toBe('Seine-Saint-Denis');
    expect((await ask('region')).profile.territory.name).toBe("Provence-Alpes-Côte d'Azur");
  });

  it('answers themes or levers alone, and leaves out excluded experiences', async () => {
    const first = await recommend({ themes: ['energie'], levers: ['scic-capital'] });
    const [best] = first.experiences;
    const second = await recommend({
      themes: ['energie'],
      levers: ['scic-capital'],
      exclude: [best?.experience.id],
    });
    expect(best?.experience.themes.map(({ id }) => id)).toContain('energie');
    expect(second.experiences.map(({ experience }) => experience.id)).not.toContain(best?.experience.id);
    expect(second.total).toBe(first.total - 1);
  });

  it('gives the same scores with another limit or a repeated id', async () => {
    const few = await recommend({
      priorities: FOOD_BASKET,
      themes: ['alimentation'],
      limit: 2,
    });
    const many = await recommend({
      priorities: FOOD_BASKET,
      themes: ['alimentation', 'alimentation'],
      limit: 20,
    });
    expect(many.experiences.slice(0, 2)).toEqual(few.experiences);
    expect(many.experiences).toHaveLength(20);
  });

  it('divides a request into its needs, and answers each among the first', async () => {
    const { needs, experiences } = await recommend({
      priorities:
        'Nous voulons ouvrir une épicerie solidaire. Par ailleurs, comment monter une ressourcerie ?',
    });
    expect(needs.map(({ number, text }) => [number, text])).toEqual([
      [1, expect.stringContaining('épicerie')],
      [2, expect.stringContaining('ressourcerie')],
    ]);
    const first = experiences.slice(0, 4);
    for (const [number, subject] of [[1, /épicerie/i] as const, [2, /ressourcerie|recyclerie/i] as const]) {
      const answers = first.filter(({ needs: met }) => met.includes(number));
      expect(
        answers.some(({ experience }) => subject.test(`${experience.title} ${experience.summary}`)),
      ).toBe(true);
    }
  });

  it.each([
    [
      'Trois soucis dans le canton : la garde des tout-petits, un garage à prix social, la reprise du café',
      3,
    ],
    ['On a d’un côté un cinéma qui ferme, de l’autre une ressourcerie à l’étroit', 2],
    ['Nous voulons à la fois un atelier de réparation de vélos et une épicerie solidaire', 2],
    ['Réparer et louer des vélos à la fois aux salariés et aux étudiants', 1],
    ['Trois ans que nous cherchons un repreneur pour la boulangerie', 1],
  ])('finds the needs counted or set side by side in «%s»', async (priorities, count) => {
    expect((await recommend({ priorities })).needs).toHaveLength(count);
  });

  it('hides nothing by default, what is on the subject first, or shows that alone', async () => {
    const idsOf = async (minLevel?: string) => {
      const { experiences } = await recommend({ priorities: MATERIALS, limit: 50, minLevel });
      return experiences.map(({ experience, level }) => [experience.id, level]);
    };
    const all = await idsOf();
    const close = all.filter(([, level]) => level === 'close');
    expect(all).toHaveLength(50);
    expect(close.length).toBeGreaterThan(0);
    expect(all.slice(0, close.length)).toEqual(close);
    expect(await idsOf('close')).toEqual(close);
  });

  it('tells apart what the asking territory did on the subject, outside the limit', async () => {
    const list = await clientOf(application.app).get('/v1/experiences?limit=100');
    const owned = list.body.experiences.flatMap(({ id, title, territories: [place, ...others] }: Listed) =>
      place?.code && others.length === 0 ? [{ id, title, place }] : [],
    );
    let told = 0;
    for (const { id, title, place } of owned.slice(0, 8)) {
      const territory = { code: place.code, kind: place.kind };
      const { ownExperiences, experiences } = await recommend({ territory, priorities: title });
      expect(experiences).toHaveLength(10);
      expect(experiences.map(({ experience }) => experience.id)).not.toContain(id);
      if (ownExperiences.some((own) => own.id === id && own.title === title)) told += 1;
    }
    expect(told).toBeGreaterThan(5);
  });

  it('counts in the reason of a lever the experiences that the reader sees', async () => {
    const { experiences, levers } = await recommend({ priorities: FOOD_BASKET, limit: 8 });
    for (const { lever, reasons, evidence } of levers) {
      const count = experiences.filter(({ experience }) =>
        experience.levers.some(({ id }) => id === lever.id),
      ).length;
      const told = reasons.find(({ code }) => code.startsWith('used-'))?.text ?? '';
      expect(evidence).toBe(count === 0 ? 'further-cases' : count === 1 ? 'single-case' : 'several-cases');
      if (count === 0) expect(told).toMatch(/^$|plus éloignées/);
      else if (count < experiences.length) {
        expect(told).toContain(
          `${count === 1 ? 'une' : count} des ${experiences.length} expériences proposées`,
        );
      }
    }
  });

  it.each([
    'J’ai oublié le mot de passe du logiciel de paie',
    'horaires des trains pour Paris',
    'combien coûte un vol Paris Tokyo en juillet',
    'recette de la blanquette de veau',
  ])('answers “%s” with its nearest theme and two questions, which give something', async (priorities) => {
    const answer = await recommend({ priorities });
    expect(answer).toMatchObject({ status: 'no_match', experiences: [], levers: [], total: 0 });
    expect(answer.hint?.text).toMatch(/Aucune expérience/);
    const { themes = [], questions = [] } = answer.hint ?? {};
    expect([themes.length, questions.length]).toEqual([1, 2]);
    const asked = [...questions.map((question) => ({ priorities: question })), { themes: [themes[0]?.id] }];
    for (const each of asked) expect((await recommend(each)).experiences).toHaveLength(10);
  });

  it('answers a vague request, with themes that would narrow it', async () => {
    const answer = await recommend({ priorities: 'ESS' });
    expect(answer.status).toBe('broad');
    expect(answer.experiences.length).toBeGreaterThan(0);
    expect(answer.hint?.themes.length).toBeGreaterThan(0);
  });

  it('gives the same bytes to the same question', async () => {
    const question = { territory: { code: RURAL_EPCI }, priorities: FOOD_BASKET, limit: 10 };
    const [first, second] = [await post(question), await post(question)];
    expect(second.text).toBe(first.text);
  });
});

describe('GET /v1/recommendations', () => {
  it('gives the same bytes as POST, with any spelling of lists', async () => {
    const body = {
      territory: { code: '93', kind: 'departement', population: 500_000, setting: 'mixed' },
      priorities: MATERIALS,
      themes: ['reemploi', 'batiment'],
      levers: ['foncier'],
      exclude: ['flashcoop-mam-cookies-angers'],
      limit: 3,
      minLevel: 'close',
    };
    const query = {
      territory: '93',
      territoryKind: 'departement',
      population: '500000',
      setting: 'mixed',
      priorities: MATERIALS,
      levers: 'foncier',
      exclude: 'flashcoop-mam-cookies-angers',
      limit: '3',
      minLevel: 'close',
    };
    const posted = await post(body);
    expect(posted.statusCode).toBe(200);
    for (const themes of ['reemploi,batiment', ['reemploi', 'batiment'], ['reemploi,batiment', 'reemploi']]) {
      expect((await get({ ...query, themes })).text).toBe(posted.text);
    }
  });

  it('says where the setting of a body is written', async () => {
    const response = await post({ themes: ['energie'], setting: 'rural' });
    expect(response.body.errors[0].detail).toContain('{ "territory": { "setting": "rural" } }');
  });
});

describe('territories', () => {
  it('names the three nearest territories of an unknown code', async () => {
    const response = await post({ territory: { code: '20004439' }, priorities: MATERIALS });
    expect(response.statusCode).toBe(422);
    expect(response.body.code).toBe('territory-unknown');
    expect(response.body.nearest).toHaveLength(3);
    expect(response.body.nearest.map(({ code }: { code: string }) => code)).toContain(RURAL_EPCI);
  });

  it.each([
    ['Redon', '35236'],
    [{ name: 'redon' }, '35236'],
    [{ name: 'Redon', kind: 'epci' }, '243500741'],
    [{ code: '35236', kind: 'epci' }, '35236'],
    [{ name: 'Communauté de communes du Haut-Béarn' }, '200067262'],
    [{ name: 'Redon', population: 500 }, null],
    [{ name: 'Saint-Denis' }, null],
    [{ name: 'Pays de Redon', kind: 'pays' }, null],
    ['Saint-Denis', ['97411', '93066', '11339', '30247']],
    ['Xyzzyville', []],
    ['Ville de Redon', '35236'],
    ['Redon (Ille-et-Vilaine)', '35236'],
    ['Redon (35)', '35236'],
    ['Redon Agglomération', '243500741'],
    ['CC du Pays de Redon', '243500741'],
    ['Bretagne', '53'],
    ['Ville de Bretagne', ['90019', '36024']],
    ['la Creuse', '23'],
    ['Creuse (80)', '80225'],
    ['Corrèze (Corrèze)', '19062'],
    ['Vienne', ['86', '38544']],
    ['département de la Réunion', '974'],
    ['Bas-Rhin', '6AE'],
    ['Métropole de Quimper', expect.arrayContaining(['200068120', '29232'])],
    [{ name: 'Mayotte', kind: 'departement' }, '06'],
    [{ name: 'Saint-Denis', kind: 'departement' }, null],
    ["Communauté d'agglomération de la Presqu'île de Guérande Atlantique", '244400610'],
    ['Redon (commune, Ille-et-Vilaine, 35236)', '35236'],
    ['Conseil départemental de la Creuse', '23'],
    ['Sainte-Colombe', expect.objectContaining({ length: 12 })],
  ])('finds the territory of %j, or names those it may be', async (territory, expected) => {
    const { body } = await post({ territory, priorities: MATERIALS });
    const offered = (body.candidates ?? body.nearest)?.map(({ code }: { code: string }) => code);
    expect(offered ?? body.profile.territory.code).toEqual(expected);
  });

  it('says how many namesakes it does not list', async () => {
    const { body } = await post({ territory: 'Sainte-Colombe', priorities: MATERIALS });
    expect(body.detail).toContain('; et 4 autres. Donnez le code');
  });

  it('names both territories of an ambiguous code', async () => {
    const response = await get({ territory: '93', priorities: MATERIALS });
    expect(response.statusCode).toBe(422);
    expect(response.body).toMatchObject({
      code: 'territory-ambiguous',
      candidates: [{ kind: 'departement' }, { kind: 'region' }],
    });
    expect((await get({ territory: '93', territoryKind: 'region', priorities: MATERIALS })).statusCode).toBe(
      200,
    );
  });
});

it('reads priorities without U+FFFE and U+FFFF, which no document holds', async () => {
  const answer = await get({ priorities: 'une\ufffe ferme\uffff' });
  expect(answer.body.profile.priorities).toBe('une ferme');
});

describe('refusals', () => {
  it.each([
    ['33 dashes', { priorities: '-'.repeat(33) }, '/priorities', 'no-words'],
    ['emoji only', { priorities: '🎉🎉🎉🎉' }, '/priorities', 'no-words'],
    ['two characters', { priorities: ' ab ' }, '/priorities', 'too-short'],
    ['2001 characters', { priorities: 'é'.repeat(2001) }, '/priorities', 'too-long'],
    ['NUL', { priorities: 'une\u0000 ferme' }, '/priorities', 'control-character'],
    ['escape', { priorities: 'une\u001b[31m ferme' }, '/priorities', 'control-character'],
    ['a lone surrogate', { priorities: 'une \ud83c ferme' }, '/priorities', 'malformed-text'],
    ['nothing asked', { territory: { code: RURAL_EPCI } }, '', 'nothing-asked'],
    ['empty lists', { themes: [], levers: [] }, '', 'nothing-asked'],
    ['a limit of 0', { themes: ['energie'], limit: 0 }, '/limit', 'too-small'],
    ['a limit of 51', { themes: ['energie'], limit: 51 }, '/limit', 'too-large'],
    ['a limit that is not whole', { themes: ['energie'], limit: 2.5 }, '/limit', 'wrong-type'],
    ['a limit in quotes', { themes: ['energie'], limit: '5' }, '/limit', 'wrong-type'],
    ['an unknown level', { themes: ['energie'], minLevel: 'far' }, '/minLevel', 'not-allowed'],
    [
      'an unknown setting',
      { themes: ['energie'], territory: { setting: 'city' } },
      '/territory/setting',
      'not-allowed',
    ],
    ['a setting out of place', { themes: ['energie'], setting: 'rural' }, '/setting', 'unknown-property'],
    [
      '201 exclusions',
      { themes: ['energie'], exclude: Array.from({ length: 201 }, (_, i) => `x${i}`) },
      '/exclude',
      'too-many',
    ],
    ['an unknown property', { themes: ['energie'], theme: 'x' }, '/theme', 'unknown-property'],
    [
      'an unknown nested property',
      { themes: ['energie'], territory: { nom: 'x' } },
      '/territory/nom',
      'unknown-property',
    ],
    [
      'no people',
      { themes: ['energie'], territory: { population: 0 } },
      '/territory/population',
      'too-small',
    ],
    ['null', { themes: null }, '/themes', 'wrong-type'],
    ['a list', [], '', 'wrong-type'],
    ['an unknown theme', { themes: ['energie', 'energi'] }, '/themes/1', 'theme-unknown'],
    ['an unknown lever', { levers: ['scic'] }, '/levers/0', 'lever-unknown'],
  ])('refuses %s', async (_name, body, pointer, code) => {
    const response = await post(body);
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.body.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer, code }));
  });

  it('reports every error of a request at once', async () => {
    const response = await post({ priorities: '-', limit: 99, zut: 1 });
    const codes = response.body.errors.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(['too-short', 'too-large', 'unknown-property']);
  });

  it('lists the valid themes when one is unknown', async () => {
    const response = await post({ themes: ['alimentatio'] });
    expect(response.body).toMatchObject({ status: 400, code: 'theme-unknown' });
    expect(response.body.valid).toContain('alimentation');
    const linked = await get({ themes: 'energie,alimentatio' });
    expect(linked.body.errors).toMatchObject([{ in: 'query', pointer: '/themes/1' }]);
  });

  it.each([
    [3, '/territory', 'Un texte entre guillemets ou un objet JSON est attendu.'],
    [{ kind: 'bourg' }, '/territory/kind', expect.stringContaining('commune, epci')],
    ['', '/territory', 'Le texte est vide.'],
  ])('tells what is wrong in the territory %j', async (territory, pointer, detail) => {
    const { body } = await post({ territory, priorities: MATERIALS });
    expect(body.errors).toMatchObject([{ pointer, detail }]);
  });

  it.each([
    [{ themes: 'energie', limit: '1e1' }, '/limit', 'not-allowed'],
    [{ themes: 'energie', limit: ['1', '2'] }, '/limit', 'repeated'],
    [{ themes: 'energie', priorities: ['une ferme', 'un four'] }, '/priorities', 'repeated'],
    [{ themes: 'energie', code: '93' }, '/code', 'unknown-property'],
    [{ themes: 'energie', __proto__x: '1' }, '/__proto__x', 'unknown-property'],
    [{ territory: '93' }, '', 'nothing-asked'],
  ])('refuses the link %j', async (query, pointer, code) => {
    const response = await get(query);
    expect(response.statusCode).toBe(400);
    expect(response.body.errors).toContainEqual(expect.objectContaining({ in: 'query', pointer, code }));
  });
});
