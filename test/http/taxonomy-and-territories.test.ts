import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leverListSchema, leverPageSchema } from '../../src/http/routes/levers/schemas.ts';
import { territoryListSchema, territorySchema } from '../../src/http/routes/territories/schemas.ts';
import { themeListSchema } from '../../src/http/routes/themes/routes.ts';
import { type Application, START_TIMEOUT_MS, startApplication } from './start-application.ts';

let application: Application;
beforeAll(async () => {
  application = await startApplication();
}, START_TIMEOUT_MS);
afterAll(() => application.close());

function get(url: string, query: Record<string, string> = {}) {
  return application.app.inject({ method: 'GET', url, query });
}

describe('levers and themes', () => {
  it('lists the levers with who may use each and how many experiences do', async () => {
    const { levers } = leverListSchema.parse((await get('/v1/levers')).json());
    expect(levers.map(({ id }) => id)).toEqual(application.essaimage.taxonomy.levers.map(({ id }) => id));
    expect(levers[0]).toMatchObject({
      id: 'commande-publique',
      reviewedBy: null,
      whoMay: ['commune', 'epci', 'ept', 'departement', 'region'].map((kind) => ({ kind, may: 'yes' })),
    });
    const search = await get('/v1/experiences', { lever: 'commande-publique', limit: '1' });
    expect(levers[0]?.experienceCount).toBe(search.json().total);
  });

  it('gives a lever with what each collectivité did with it', async () => {
    const lever = leverPageSchema.parse((await get('/v1/levers/scic-capital')).json());
    expect(lever.experiences).toHaveLength(lever.experienceCount);
    for (const { what } of lever.experiences) expect(what).not.toBe('');
  });

  it('gives the law of a lever: its texts with their reading, and says that no lawyer has signed it', async () => {
    const lever = leverPageSchema.parse((await get('/v1/levers/scic-capital')).json());
    expect(lever.reviewedBy).toBeNull();
    expect(lever.review).toContain('Aucun juriste');
    expect(lever.texts[0]).toEqual({
      ref: 'Loi n° 47-1775 du 10 septembre 1947, art. 19 septies',
      about: expect.stringContaining('50 % du capital'),
      address: {
        url: 'https://www.legifrance.gouv.fr/loda/article_lc/LEGIARTI000006288886',
        opens: 'reference',
      },
      checkedOn: '2026-11-26',
      checkedHow: 'doctrine.fr, version du 23 février 2022',
    });
    expect(lever.whoMay.find(({ kind }) => kind === 'epci')).toMatchObject({
      may: 'conditional',
      text: 'Sous condition pour une intercommunalité : oui si l’objet de la SCIC relève d’une compétence transférée à l’EPCI.',
    });
    expect(lever.watchOut.length).toBeGreaterThan(0);
    expect(lever.firstSteps.length).toBeGreaterThan(0);
    expect(lever.thresholds[0]).toMatchObject({ value: 50, unit: '%', year: 2022 });
  });

  it('gives the orders of magnitude of a lever, each sum with its experience, and none from too few', async () => {
    const { costs } = leverPageSchema.parse((await get('/v1/levers/scic-capital')).json());
    expect(costs).toMatchObject([
      {
        role: 'capital',
        period: null,
        lowest: 1000,
        highest: 111_100,
        experienceCount: 3,
        experiences: [{ amounts: [1000] }, { amounts: [30_000, 60_000] }, { amounts: [111_100] }],
      },
    ]);
    expect(costs[0]?.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      'Parts prises par la collectivité : de 1 000 à 111 100 €, selon 3 expériences',
    );
    const few = leverPageSchema.parse((await get('/v1/levers/experimentation')).json());
    expect(few.costs).toEqual([]);
  });

  it('says that a lever does not exist', async () => {
    const response = await get('/v1/levers/scic');
    expect(response.statusCode).toBe(404);
    expect(response.json().code).toBe('lever-not-found');
  });

  it('lists the themes with how many experiences carry each', async () => {
    const { themes } = themeListSchema.parse((await get('/v1/themes')).json());
    expect(themes.map(({ id }) => id)).toEqual(application.essaimage.taxonomy.themes.map(({ id }) => id));
    const energy = themes.find(({ id }) => id === 'energie');
    const search = await get('/v1/experiences', { theme: 'energie', limit: '1' });
    expect(energy).toEqual({ id: 'energie', label: 'Énergie', experienceCount: search.json().total });
  });
});

describe('territories', () => {
  it('finds by name without accents and tells homonyms apart by their département', async () => {
    const response = await get('/v1/territories', { q: 'saint denis', limit: '5' });
    const { territories } = territoryListSchema.parse(response.json());
    expect(territories).toHaveLength(5);
    expect(territories[0]).toMatchObject({ label: 'Saint-Denis (commune, La Réunion, 97411)' });
    expect(new Set(territories.map(({ label }) => label)).size).toBe(5);
  });

  it('finds by postal code, and nothing when no name is close', async () => {
    const byPostalCode = territoryListSchema.parse((await get('/v1/territories', { q: '35000' })).json());
    expect(byPostalCode.territories[0]?.code).toBe('35238');
    const nothing = await get('/v1/territories', { q: '!!' });
    expect(nothing.statusCode).toBe(200);
    expect(nothing.json()).toEqual({ territories: [] });
  });

  it('gives a territory by its code, with a derived setting', async () => {
    const territory = territorySchema.parse((await get('/v1/territories/200044394')).json());
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
    expect(response.json()).toMatchObject({ code: 'territory-not-found', status: 404 });
    expect(response.json().nearest).toHaveLength(3);
  });

  it('asks for the kind when a département and a région share the code', async () => {
    expect((await get('/v1/territories/93')).json()).toMatchObject({
      status: 422,
      code: 'territory-ambiguous',
      candidates: [{ name: 'Seine-Saint-Denis' }, { name: "Provence-Alpes-Côte d'Azur" }],
    });
    expect((await get('/v1/territories/93', { kind: 'region' })).json().kind).toBe('region');
  });

  it.each([
    [{}, '/q', 'required'],
    [{ q: 'a'.repeat(101) }, '/q', 'too-long'],
    [{ q: 'Rennes\u0000' }, '/q', 'control-character'],
    [{ q: 'Rennes', limit: '51' }, '/limit', 'not-allowed'],
  ])('refuses %j', async (query, pointer, code) => {
    const response = await get('/v1/territories', query);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toMatchObject([{ in: 'query', pointer, code }]);
  });
});
