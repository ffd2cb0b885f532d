import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ficheSchema as presentedSchema } from '../../src/http/routes/experiences/edit-schemas.ts';
import {
  compactPageSchema,
  searchPageSchema,
  similarSchema,
} from '../../src/http/routes/experiences/schemas.ts';
import { clientOf } from './http-client.ts';
import { useApplication } from './use-application.ts';

const ANGERS = 'flashcoop-mam-cookies-angers';

const ficheSchema = z.object({
  id: z.string(),
  title: z.string(),
  themes: z.array(z.string()),
  levers: z.array(z.object({ lever: z.string() })),
  setting: z.string().nullable(),
  year: z.number().nullable(),
  access: z.string(),
});

const application = await useApplication();
const file = await readFile(new URL('../../corpus/experiences.json', import.meta.url), 'utf8');
const corpus = z
  .array(ficheSchema)
  .parse(JSON.parse(file))
  .filter(({ access }) => access === 'public');

function get(url: string, query: Record<string, string> = {}) {
  return clientOf(application.app).get(url).query(query);
}

async function search(query: Record<string, string>) {
  const response = await get('/v1/experiences', query);
  expect(response.statusCode, response.text).toBe(200);
  return searchPageSchema.parse(response.body);
}

describe('GET /v1/experiences', () => {
  it('searches what was meant, says so, and searches what is written on demand', async () => {
    const meant = await search({ q: 'ressourcerie' });
    const { understood, ...typed } = await search({ q: 'resourcerie' });
    expect(typed.experiences).toEqual(meant.experiences);
    expect(understood).toEqual({
      text: 'Ressourcerie',
      corrections: [{ typed: 'resourcerie', understood: 'ressourcerie' }],
    });
    const asTyped = await search({ q: 'resourcerie', asTyped: 'true' });
    expect(asTyped).toMatchObject({ total: 0, understood: { text: 'resourcerie', corrections: [] } });
    expect((await search({})).understood).toBeNull();
  });

  it('lists every public experience once, most recent first, page after page', async () => {
    const seen: { id: string; year: number | null }[] = [];
    let cursor: string | null = null;
    do {
      const page: z.infer<typeof searchPageSchema> = await search({
        limit: '25',
        ...(cursor === null ? {} : { cursor }),
      });
      expect(page.total).toBe(corpus.length);
      seen.push(...page.experiences);
      cursor = page.next;
    } while (cursor !== null);

    expect(seen.map(({ id }) => id).sort()).toEqual(corpus.map(({ id }) => id).sort());
    const years = seen.map(({ year }) => year ?? 0);
    expect(years).toEqual([...years].sort((a, b) => b - a));
  });

  it('searches by words, most relevant first, and pages through without repeating', async () => {
    const whole = await search({ q: 'recyclerie', limit: '100' });
    const [first, second] = whole.experiences;
    expect(`${first?.title} ${first?.summary}`).toMatch(/recycleri/i);
    expect(whole.total).toBe(whole.experiences.length);

    const page = await search({ q: 'recyclerie', limit: '1' });
    const next = await search({ q: 'recyclerie', limit: '1', cursor: page.next ?? '' });
    expect(page.experiences[0]?.id).toBe(first?.id);
    expect(next.experiences[0]?.id).toBe(second?.id);
  });

  it('finds experiences by a synonym from the field', async () => {
    const { experiences } = await search({ q: 'recyclerie', limit: '100' });
    const onlySynonym = experiences.filter(
      ({ title, summary }) => /ressourcerie/i.test(title) && !/recyclerie/i.test(`${title} ${summary}`),
    );
    expect(onlySynonym.length).toBeGreaterThan(0);
  });

  it('finds nothing with stop words only', async () => {
    expect(await search({ q: 'de la' })).toMatchObject({ total: 0, experiences: [], next: null });
  });

  it('filters, and counts the filtered experiences', async () => {
    const expected = corpus.filter(
      ({ themes, setting }) => themes.includes('energie') && setting === 'rural',
    );
    const page = await search({ theme: 'energie', setting: 'rural', limit: '100' });
    expect(page.experiences.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(page.facets.themes[0]).toEqual({ value: 'energie', label: 'Énergie', count: expected.length });
    expect(page.facets.settings).toEqual([{ value: 'rural', label: 'rural', count: expected.length }]);
  });

  it('finds the experiences that ended, and counts the states', async () => {
    const { experiences, facets } = await search({ limit: '1' });
    expect(experiences).toHaveLength(1);
    const ended = facets.states.find(({ value }) => value === 'ended-as-planned');
    expect(ended?.label).toBe('terminée comme prévu');
    expect((await search({ state: 'ended-as-planned' })).total).toBe(ended?.count);
  });

  it.each(['region', 'department', 'kind', 'lever', 'year'] as const)(
    'filters by %s: each count of the facet is the total of that filter',
    async (filter) => {
      const facet = {
        region: 'regions',
        department: 'departments',
        kind: 'kinds',
        lever: 'levers',
        year: 'years',
      } as const;
      const { facets } = await search({ limit: '1' });
      const values = facets[facet[filter]].slice(0, 3);
      expect(values).toHaveLength(3);
      for (const { value, label, count } of values) {
        expect(label).not.toBe('');
        expect((await search({ [filter]: value, limit: '1' })).total).toBe(count);
      }
    },
  );

  it('counts the public experiences of each theme and lever', async () => {
    const { facets } = await search({ limit: '1' });
    for (const [kind, ids] of [
      ['themes', corpus.flatMap(({ themes }) => themes)],
      ['levers', corpus.flatMap(({ levers }) => levers.map(({ lever }) => lever))],
    ] as const) {
      const countOf = (id: string) => ids.filter((each) => each === id).length;
      const counts = new Map(facets[kind].map(({ value, count }) => [value, count]));
      expect(counts).toEqual(new Map(ids.map((id) => [id, countOf(id)])));
      const list: readonly { id: string; experienceCount: number }[] = (await get(`/v1/${kind}`)).body[kind];
      for (const { id, experienceCount } of list) expect(experienceCount, id).toBe(countOf(id));
    }
  });

  it('names the départements and régions of its facets', async () => {
    const { facets } = await search({ limit: '1' });
    const name = (code: string) => facets.regions.find(({ value }) => value === code)?.label;
    expect(name('53')).toBe('Bretagne');
  });

  it.each([
    [{ limit: '101' }, '/limit', 'not-allowed'],
    [{ limit: '0' }, '/limit', 'not-allowed'],
    [{ year: '20x1' }, '/year', 'not-allowed'],
    [{ region: 'bretagne' }, '/region', 'not-allowed'],
    [{ department: '35238' }, '/department', 'not-allowed'],
    [{ setting: 'city' }, '/setting', 'not-allowed'],
    [{ q: '---' }, '/q', 'no-words'],
    [{ access: 'members' }, '/access', 'unknown-property'],
    [{ theme: 'energie,x' }, '/theme/1', 'theme-unknown'],
    [{ lever: 'x' }, '/lever/0', 'lever-unknown'],
    [{ theme: '' }, '/theme', 'empty'],
    [{ q: '', limit: '1' }, '/q', 'empty'],
    [{ sort: 'relevance' }, '/sort', 'not-allowed'],
    [{ from: '2021', to: '2020' }, '/to', 'not-allowed'],
    [{ neighbours: 'true' }, '/neighbours', 'not-allowed'],
    [{ territoryKind: 'region' }, '/territoryKind', 'not-allowed'],
    [{ view: 'short' }, '/view', 'not-allowed'],
  ])('refuses %j', async (query, pointer, code) => {
    const response = await get('/v1/experiences', query);
    expect(response.statusCode).toBe(400);
    expect(response.body.errors).toContainEqual(expect.objectContaining({ in: 'query', pointer, code }));
  });

  it('finds the experiences that have any of several themes, and passes every filter', async () => {
    const ids = async (query: string) => {
      const response = await get(`/v1/experiences?limit=100&${query}`);
      expect(response.statusCode, response.text).toBe(200);
      return searchPageSchema.parse(response.body).experiences.map(({ id }) => id);
    };
    const [energy, mobility] = [await ids('theme=energie'), await ids('theme=mobilite')];
    const either = await ids('theme=mobilite&theme=energie');
    expect(either.toSorted()).toEqual([...new Set([...energy, ...mobility])].sort());
    expect(await ids('theme=energie,mobilite')).toEqual(either);

    const lent = await ids('lever=locaux');
    expect(await ids('theme=energie,mobilite&lever=locaux')).toEqual(
      either.filter((id) => lent.includes(id)),
    );
  });

  it('finds the experiences of some years, both included, without those of unknown year', async () => {
    const within = (from: number, to: number) =>
      corpus.filter(({ year }) => year !== null && year >= from && year <= to).length;
    expect((await search({ from: '2019', to: '2021', limit: '1' })).total).toBe(within(2019, 2021));
    expect((await search({ from: '2021', limit: '1' })).total).toBe(within(2021, 9999));
    expect((await search({ to: '2019', limit: '1' })).total).toBe(within(0, 2019));
  });

  it('finds what was done in a territory, then in the one around it', async () => {
    const places = async (query: Record<string, string>) =>
      (await search({ limit: '100', ...query })).experiences.map(({ territories }) => territories);
    const some = (await search({ kind: 'commune', limit: '100' })).experiences.flatMap(
      ({ territories }) => territories,
    );
    const commune = some.find(({ kind }) => kind === 'commune');
    const code = commune?.code ?? '';
    const itself = await places({ territory: code });
    expect(itself.length).toBeGreaterThan(0);
    for (const territories of itself) expect(territories.map((each) => each.code)).toContain(code);

    const { epci } = (await get(`/v1/territories/${code}`)).body;
    const around = await places({ territory: code, neighbours: 'true' });
    expect(around).toEqual(await places({ territory: epci.code }));
    expect(around.length).toBeGreaterThanOrEqual(itself.length);

    const { department } = (await get(`/v1/territories/${epci.code}`)).body;
    expect(await places({ territory: epci.code, neighbours: 'true' })).toEqual(
      await places({ department: department.code }),
    );
    expect(
      await places({ territory: department.code, territoryKind: 'departement', neighbours: 'true' }),
    ).toEqual(await places({ territory: commune?.region?.code ?? '', territoryKind: 'region' }));
  });

  it.each([
    ['0', 'territory-unknown'],
    ['93', 'territory-ambiguous'],
  ])('refuses the territory %s: %s', async (territory, code) => {
    const response = await get('/v1/experiences', { territory });
    expect(response.statusCode).toBe(422);
    expect(response.body.code).toBe(code);
  });

  it('lists in short what a list shows, equal to the fiches, without counts', async () => {
    const full = await search({ limit: '20' });
    const response = await get('/v1/experiences', { limit: '20', view: 'compact' });
    const page = z.strictObject(compactPageSchema.shape).parse(response.body);
    expect(page).toMatchObject({ total: full.total, next: full.next });
    expect(full.experiences).toMatchObject(page.experiences);
    const size = JSON.stringify(full).length;
    expect(response.text.length).toBeLessThan(size / 3);
  });

  it.each([
    ['garbage', 'abc'],
    ['another JSON', Buffer.from('{"id":"a"}').toString('base64url')],
    ['a cursor of nothing', Buffer.from('["x",1,"a"]').toString('base64url')],
    ['NUL', Buffer.from('["x",1,"a\u0000"]').toString('base64url')],
  ])('refuses %s as a cursor', async (_name, cursor) => {
    const response = await get('/v1/experiences', { cursor });
    expect(response.statusCode).toBe(400);
    expect(response.body).toMatchObject({
      code: 'cursor-invalid',
      errors: [{ in: 'query', pointer: '/cursor' }],
    });
  });

  it('keeps a cursor to its own list: filters and order, whatever the view and the size of pages', async () => {
    const cursor = (await search({ theme: 'energie,mobilite', limit: '1' })).next ?? '';
    const same = { theme: 'mobilite,energie', view: 'compact', limit: '2', cursor };
    expect((await get('/v1/experiences', same)).statusCode).toBe(200);
    for (const other of [{}, { theme: 'energie' }, { theme: 'energie,mobilite', sort: 'changed' }]) {
      const response = await get('/v1/experiences', { ...other, cursor });
      expect(response.statusCode).toBe(400);
      expect(response.body).toMatchObject({
        code: 'cursor-invalid',
        detail: expect.stringContaining('autre liste'),
      });
    }
  });
});

describe('GET /v1/experiences/:id', () => {
  it('gives the whole fiche, with the labels of its themes and levers', async () => {
    const response = await get(`/v1/experiences/${ANGERS}`);
    expect(response.statusCode).toBe(200);
    const experience = z.strictObject(presentedSchema.shape).parse(response.body);
    // A fiche of the starter corpus was not extracted from a resource.
    expect(experience).toMatchObject({ status: 'published', provenance: null });
    expect(experience).toMatchObject({
      id: ANGERS,
      year: 2021,
      access: 'public',
      territories: [{ name: 'Angers Loire Métropole', region: { name: 'Pays de la Loire' } }],
      source: { homePage: true },
    });
    expect(experience.themes[1]).toEqual({ id: 'alimentation', label: 'Alimentation durable' });
    expect(experience.levers[0]).toMatchObject({ id: 'locaux', what: expect.stringContaining('locaux') });
  });

  it('says that an experience does not exist', async () => {
    const response = await get('/v1/experiences/nulle-part');
    expect(response.statusCode).toBe(404);
    expect(response.body).toMatchObject({
      code: 'experience-not-found',
      instance: '/v1/experiences/nulle-part',
    });
  });

  it('refuses an id with a control character', async () => {
    const response = await get('/v1/experiences/a%00b');
    expect(response.statusCode).toBe(400);
    expect(response.body.errors).toMatchObject([{ in: 'path', pointer: '/id', code: 'control-character' }]);
  });
});

describe('GET /v1/experiences/:id/similar', () => {
  it('gives the nearest experiences, nearest first, without itself', async () => {
    const response = await get(`/v1/experiences/${ANGERS}/similar`, { limit: '8' });
    expect(response.statusCode).toBe(200);
    const { experiences } = similarSchema.parse(response.body);
    expect(experiences).toHaveLength(8);
    expect(experiences.map(({ experience }) => experience.id)).not.toContain(ANGERS);
    const similarities = experiences.map(({ similarity }) => similarity);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
  });

  it('says that an experience does not exist', async () => {
    expect((await get('/v1/experiences/nulle-part/similar')).statusCode).toBe(404);
  });
});

describe('PATCH /v1/experiences/:id', () => {
  it('points at each quote that the fiche does not have', async () => {
    const { token } = await application.essaimage.keys.create({ label: 'imports', scopes: ['import'] });
    const figure = { label: 'emplois', value: 2, unit: 'emplois' };
    const response = await clientOf(application.app)
      .patch(`/v1/experiences/${ANGERS}`)
      .set({ authorization: `Bearer ${token}` })
      .send({
        difficulties: ['Tout a été difficile, et rien de cela n’est dans la fiche.'],
        figures: [figure, { ...figure, sentence: 'Deux emplois ont été créés sur une autre planète.' }],
      });
    expect(response.statusCode).toBe(400);
    const code = 'quote-not-in-fiche';
    expect(response.body).toMatchObject({
      code,
      errors: [
        { in: 'body', pointer: '/figures/1/sentence', code },
        { in: 'body', pointer: '/difficulties/0', code },
      ],
    });
  });
});
