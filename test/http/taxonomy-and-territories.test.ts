import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { leverListSchema, leverPageSchema } from '../../src/http/routes/levers/schemas.ts';
import {
  similarTerritoriesSchema,
  territoryListSchema,
  territorySchema,
} from '../../src/http/routes/territories/schemas.ts';
import { themeListSchema } from '../../src/http/routes/themes/routes.ts';
import { clientOf } from './http-client.ts';
import { START_TIMEOUT_MS, startApplication } from './start-application.ts';
import { useApplication } from './use-application.ts';

const application = await useApplication();

function get(url: string, query: Record<string, string> = {}) {
  return clientOf(application.app).get(url).query(query);
}

describe('levers and themes', () => {
  it('lists the levers with who may use each and how many experiences do', async () => {
    const { levers } = leverListSchema.parse((await get('/v1/levers')).body);
    expect(levers.map(({ id }) => id)).toEqual(application.essaimage.taxonomy.levers.map(({ id }) => id));
    expect(levers[0]).toMatchObject({
      id: 'commande-publique',
      reviewedBy: null,
      whoMay: ['commune', 'epci', 'ept', 'departement', 'region'].map((kind) => ({ kind, may: 'yes' })),
    });
    const search = await get('/v1/experiences', { lever: 'commande-publique', limit: '1' });
    expect(levers[0]?.experienceCount).toBe(search.body.total);
  });

  it('gives a lever with what each collectivité did with it', async () => {
    const lever = leverPageSchema.parse((await get('/v1/levers/scic-capital')).body);
    expect(lever.experiences).toHaveLength(lever.experienceCount);
    for (const { what } of lever.experiences) expect(what).not.toBe('');
  });

  it('gives the law of a lever: its texts, and says when they were read and that no lawyer has read them again', async () => {
    const lever = leverPageSchema.parse((await get('/v1/levers/scic-capital')).body);
    expect(lever.reviewedBy).toBeNull();
    expect(lever.review).toBe('Textes lus du 26 novembre 2026 au 2 décembre 2026, non relus par un juriste.');
    expect(lever.texts[1]).toEqual({
      ref: 'Loi n° 47-1775 du 10 septembre 1947, art. 19 septies',
      about: expect.stringContaining('50 % du capital'),
      address: {
        url: 'https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000684004',
        opens: 'code',
      },
      checkedOn: '2026-11-26',
    });
    expect(lever.whoMay.find(({ kind }) => kind === 'epci')).toMatchObject({
      may: 'conditional',
      text: 'Une intercommunalité peut l’utiliser sous condition : si l’objet de la SCIC relève d’une compétence transférée à l’EPCI.',
    });
    expect(lever.watchOut.length).toBeGreaterThan(0);
    expect(lever.firstSteps.length).toBeGreaterThan(0);
    expect(lever.thresholds[0]).toMatchObject({
      value: 50,
      unit: '%',
      ref: 'Loi n° 47-1775, art. 19 septies',
    });
  });

  it('gives the orders of magnitude of a lever, each sum with its experience, and none from too few', async () => {
    const { costs } = leverPageSchema.parse((await get('/v1/levers/scic-capital')).body);
    expect(costs).toMatchObject([
      {
        role: 'capital',
        period: null,
        lowest: 1000,
        highest: 160_000,
        experienceCount: 4,
        experiences: [
          { amounts: [1000] },
          { amounts: [30_000, 60_000] },
          { amounts: [111_100] },
          { amounts: [160_000] },
        ],
      },
    ]);
    expect(costs[0]?.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      'Parts prises par la collectivité : 1 000, 30 000, 60 000, 111 100 et 160 000 €, selon 4 expériences',
    );
    const few = leverPageSchema.parse((await get('/v1/levers/experimentation')).body);
    expect(few.costs).toEqual([]);
  });

  it('says that a lever does not exist', async () => {
    const response = await get('/v1/levers/scic');
    expect(response.statusCode).toBe(404);
    expect(response.body.code).toBe('lever-not-found');
  });

  it('lists the themes with how many experiences carry each', async () => {
    const { themes } = themeListSchema.parse((await get('/v1/themes')).body);
    expect(themes.map(({ id }) => id)).toEqual(application.essaimage.taxonomy.themes.map(({ id }) => id));
    const energy = themes.find(({ id }) => id === 'energie');
    const search = await get('/v1/experiences', { theme: 'energie', limit: '1' });
    expect(energy).toEqual({ id: 'energie', label: 'Énergie', experienceCount: search.body.total });
  });
});

describe('territories', () => {
  it('finds by name without accents and tells homonyms apart by their département', async () => {
    const response = await get('/v1/territories', { q: 'saint denis', limit: '5' });
    const { territories } = territoryListSchema.parse(response.body);
    expect(territories).toHaveLength(5);
    expect(territories[0]).toMatchObject({ label: 'Saint-Denis (commune, La Réunion, 97411)' });
    expect(new Set(territories.map(({ label }) => label)).size).toBe(5);
  });

  it('finds by postal code, and nothing when no name is close', async () => {
    const byPostalCode = territoryListSchema.parse((await get('/v1/territories', { q: '35000' })).body);
    expect(byPostalCode.territories[0]?.code).toBe('35238');
    const nothing = await get('/v1/territories', { q: '!!' });
    expect(nothing.statusCode).toBe(200);
    expect(nothing.body).toEqual({ territories: [], named: 0 });
  });

  it('gives a territory by its code, with a derived setting', async () => {
    const territory = territorySchema.parse((await get('/v1/territories/200044394')).body);
    expect(territory).toMatchObject({
      kind: 'epci',
      name: 'CC du Réolais en Sud Gironde',
      department: { code: '33', name: 'Gironde' },
      setting: { value: 'rural', origin: 'derived' },
    });
  });

  it('answers 404 to an unknown code, with the nearest territories', async () => {
    const response = await get('/v1/territories/20004439');
    expect(response.statusCode).toBe(404);
    expect(response.body).toMatchObject({ code: 'territory-not-found', status: 404 });
    expect(response.body.nearest).toHaveLength(3);
  });

  it('asks for the kind when a département and a région share the code', async () => {
    expect((await get('/v1/territories/93')).body).toMatchObject({
      status: 422,
      code: 'territory-ambiguous',
      candidates: [{ name: 'Seine-Saint-Denis' }, { name: "Provence-Alpes-Côte d'Azur" }],
    });
    expect((await get('/v1/territories/93', { territoryKind: 'region' })).body.kind).toBe('region');
    expect((await get('/v1/territories/93', { kind: 'region' })).body.kind).toBe('region');
    const { nearest } = (await get('/v1/territories/93', { kind: 'commune' })).body;
    expect(nearest.map(({ kind }: { kind: string }) => kind).slice(0, 2)).toEqual(['departement', 'region']);
    expect((await get('/v1/territories/200057867', { kind: 'epci' })).body.kind).toBe('ept');
    expect((await get('/v1/territories/93059')).body).toMatchObject({ matchedAlias: '93059', code: '93066' });
  });

  it('finds those like Langres, each difference in words, those of its EPCI apart', async () => {
    const response = await get('/v1/territories/52269/similar');
    expect(response.headers['cache-control']).toBe('public, max-age=60');
    const found = similarTerritoriesSchema.parse(response.body);
    expect(found).toMatchObject({
      territory: { name: 'Langres', facts: [] },
      resemblance: 'même place dans leur intercommunalité',
    });
    expect(found.limits).toContain('n’est pas une même situation sociale');
    expect(found.similar).toHaveLength(5);
    expect(found.similar[0]).toMatchObject({ territory: { name: 'Nyons' }, experiences: [] });
    expect(found.similar[0]?.differences.map(({ text }) => text)).toContain('sous-préfecture, comme ici');
    const epciOf = (list: typeof found.similar) => new Set(list.map(({ territory }) => territory.epci?.name));
    expect(epciOf(found.sameEpci)).toEqual(new Set(['CC du Grand Langres']));
    expect(epciOf([...found.similar, ...found.withExperience])).not.toContain('CC du Grand Langres');
    for (const { experiences, territory } of found.withExperience) {
      const [first] = experiences;
      const fiche = (await get(`/v1/experiences/${first?.id}`)).body;
      expect(fiche.title).toBe(first?.title);
      expect(fiche.territories).toContainEqual(
        expect.objectContaining({ code: territory.code, kind: 'commune' }),
      );
    }
  });

  it.each([
    ['200072999', {}, 'epci'],
    ['52', { kind: 'departement' }, 'departement'],
    ['53', { kind: 'region' }, 'region'],
    ['200057974', {}, 'ept'],
  ])('finds those like %s, of its kind, with an experience for some', async (code, query, kind) => {
    const answer = (await get(`/v1/territories/${code}/similar`, { ...query, limit: '3' })).body;
    const found = similarTerritoriesSchema.parse(answer);
    expect(found.resemblance).toBe('même taille et même composition');
    expect(found.similar).toHaveLength(3);
    for (const { territory } of [...found.similar, ...found.withExperience])
      expect(territory.kind).toBe(kind);
    expect(found.sameEpci).toEqual([]);
  });

  it.each([
    ['/v1/territories/52270000/similar', {}, 404, 'territory-not-found'],
    ['/v1/territories/52/similar', {}, 422, 'territory-ambiguous'],
    ['/v1/territories/52269/similar', { limit: '21' }, 400, 'request-invalid'],
    ['/v1/territories/52269/similar', { fact: 'FRR' }, 400, 'request-invalid'],
  ])('answers %s %j with %i', async (url, query, status, code) => {
    const response = await get(url, query);
    expect([response.statusCode, response.body.code]).toEqual([status, code]);
  });

  it.each([
    [{}, '/q', 'required'],
    [{ q: 'a'.repeat(201) }, '/q', 'too-long'],
    [{ q: 'Rennes\u0000' }, '/q', 'control-character'],
    [{ q: 'Rennes', limit: '51' }, '/limit', 'not-allowed'],
  ])('refuses %j', async (query, pointer, code) => {
    const response = await get('/v1/territories', query);
    expect(response.statusCode).toBe(400);
    expect(response.body.errors).toMatchObject([{ in: 'query', pointer, code }]);
  });
});

describe('with facts of the operator', () => {
  it(
    'shows them with their source, filters by them, and compares them',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'essaimage-facts-'));
      onTestFinished(() => rm(folder, { recursive: true }));
      const file = join(folder, 'faits.csv');
      const fact = ';Petites villes de demain;oui;ANCT;2024';
      await writeFile(
        file,
        ['code;key;value;source;year', ...['52269', '15187', '66149'].map((code) => code + fact)].join('\n'),
      );
      const { app, close } = await startApplication({}, { TERRITORY_FACTS: file });
      onTestFinished(close);
      const read = async (url: string, query = {}) => (await clientOf(app).get(url).query(query)).body;
      expect((await read('/v1/territories/52269')).facts).toEqual([
        { key: 'Petites villes de demain', value: 'oui', source: 'ANCT', year: 2024 },
      ]);
      expect((await read('/v1/territories', { q: 'Langres' })).territories[0].facts).toHaveLength(1);
      const namesOf = (found: { similar: readonly { territory: { name: string } }[] }) =>
        found.similar.map(({ territory }) => territory.name);
      const all = await read('/v1/territories/52269/similar');
      expect(namesOf(all).slice(0, 2)).toEqual(['Saint-Flour', 'Prades']);
      expect(all.similar[2].differences.at(-1)).toEqual({
        code: 'fact:Petites villes de demain',
        text: 'Petites villes de demain : non renseigné, contre oui ici',
        same: false,
      });
      const some = await read('/v1/territories/52269/similar', { fact: 'Petites villes de demain:oui' });
      expect(namesOf(some)).toEqual(['Saint-Flour', 'Prades']);
    },
    START_TIMEOUT_MS,
  );
});
