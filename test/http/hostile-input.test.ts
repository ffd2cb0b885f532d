import fc from 'fast-check';
import type { Response } from 'supertest';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CODES } from '../../src/http/problems/problem-catalogue.ts';
import { COMMON_STATUSES } from '../../src/http/problems/problem-schema.ts';
import { recommendationBodySchema } from '../../src/http/routes/recommendations/request-schemas.ts';
import { clientOf } from './http-client.ts';
import { readPaths } from './shared-parts.ts';
import { useApplication } from './use-application.ts';

/** Others each time; `npm run fuzz` asks thousands more, of every route, with a key too. */
const RUNS = 100;

const problemSchema = z.looseObject({
  type: z.string().startsWith('/errors#'),
  title: z.string().min(1),
  status: z.int().min(400).max(499),
  detail: z.string().min(1),
  instance: z.string(),
  code: z.enum(CODES),
  errors: z
    .array(
      z.strictObject({ in: z.string(), pointer: z.string(), code: z.string(), detail: z.string().min(1) }),
    )
    .min(1)
    .max(20)
    .optional(),
});

const application = await useApplication();
const paths = readPaths(JSON.stringify(application.app.swagger()));

function documentedParameters(path: string): readonly string[] {
  const parameters = paths[path]?.get?.parameters ?? [];
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  return names.length === 0 ? ['q'] : names;
}

/** Expects a success, or a documented 4xx in the common format; `default` documents those of any route. */
function expectAnswerOrRefusal(response: Response, path: string, method: string): void {
  const { default: common, ...own } = paths[path]?.[method]?.responses ?? {};
  const statuses = [...Object.keys(own).map(Number), ...(common === undefined ? [] : COMMON_STATUSES)];
  expect(statuses, response.text).toContain(response.statusCode);
  expect(response.statusCode, response.text).toBeLessThan(500);
  if (response.statusCode < 300) return;
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(problemSchema.parse(response.body).status).toBe(response.statusCode);
}

/** Encodes as UTF-8, with U+FFFD for a lone surrogate, as a browser does. */
function percentEncode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

/** Gives `usual` values six times out of seven, so that hostile ones elsewhere in the request get through. */
function mostly(usual: fc.Arbitrary<string>, unusual: fc.Arbitrary<string>) {
  return fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: unusual });
}

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    '-'.repeat(33),
    '\u0000',
    '\ud800',
    '\udfff une ferme',
    '\u202e',
    '\ufeff',
    'é'.repeat(2000),
    'a '.repeat(1500),
    '%',
    "'; drop table experiences; --",
    '{1:1}/262144',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    '1e309',
    '-0',
    'null',
    'undefined',
    '\u0301\u0301\u0301',
    '🎉'.repeat(200),
  ),
);

const settings = fc.constantFrom('rural', 'periurban', 'urban', 'mixed');
const readableText = fc
  .string({ unit: 'grapheme', maxLength: 200 })
  .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));

/** Any question that the documentation allows. */
const question = fc.record(
  {
    priorities: readableText.map((text) => `une ferme ${text}`),
    territory: fc.oneof(
      fc.record(
        {
          code: fc.constantFrom('200044394', '35238', '2A004', '974', '93', '20004439'),
          setting: settings,
        },
        { requiredKeys: ['code'] },
      ),
      fc.record(
        {
          name: readableText.map((text) => `Pays ${text}`),
          kind: fc.constantFrom('commune', 'epci', 'ept', 'departement', 'region', 'pays'),
          population: fc.integer({ min: 1, max: 70_000_000 }),
          setting: settings,
        },
        { requiredKeys: [] },
      ),
    ),
    themes: fc.array(fc.constantFrom('energie', 'alimentation', 'mobilite'), { maxLength: 5 }),
    levers: fc.array(fc.constantFrom('locaux', 'subvention'), { maxLength: 5 }),
    exclude: fc.array(
      readableText.map((text) => `x${Array.from(text).slice(0, 20).join('')}`),
      { maxLength: 5 },
    ),
    limit: fc.integer({ min: 1, max: 50 }),
  },
  { requiredKeys: ['priorities'] },
);

describe('POST /v1/recommendations', () => {
  const post = (payload: string) =>
    clientOf(application.app)
      .post('/v1/recommendations')
      .set({ 'content-type': 'application/json' })
      .send(payload);

  async function expectFor(payload: string): Promise<void> {
    expectAnswerOrRefusal(await post(payload), '/v1/recommendations', 'post');
  }

  it('answers any documented question, or 422 for an ambiguous or unknown territory', async () => {
    await fc.assert(
      fc.asyncProperty(question, async (body) => {
        const response = await post(JSON.stringify(body));
        expectAnswerOrRefusal(response, '/v1/recommendations', 'post');
        const refusable = ['93', '20004439'].includes(Object(body.territory).code);
        expect(response.statusCode).toBe(refusable ? 422 : 200);
      }),
      { numRuns: RUNS },
    );
  });

  it('answers or refuses a question with any one value replaced', async () => {
    const path = fc.constantFrom(
      ...Object.keys(recommendationBodySchema.shape).map((key) => [key]),
      ...Object.keys(recommendationBodySchema.shape.territory.unwrap().options[1].shape).map((key) => [
        'territory',
        key,
      ]),
    );
    const anything = fc.oneof(hostileText, fc.array(hostileText), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(question, path, anything, async (body, [key = '', nested], value) => {
        const mutated = nested === undefined ? value : { ...body.territory, [nested]: value };
        await expectFor(JSON.stringify({ ...body, [key]: mutated }));
      }),
      { numRuns: RUNS },
    );
  });

  it('answers or refuses a question with some bytes replaced', async () => {
    const cut = fc.record({
      at: fc.nat(200),
      length: fc.nat(20),
      by: fc.string({ unit: 'binary', maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(question, cut, async (body, { at, length, by }) => {
        const text = JSON.stringify(body);
        await expectFor(text.slice(0, at) + by + text.slice(at + length));
      }),
      { numRuns: RUNS },
    );
  });

  it('answers or refuses any JSON', async () => {
    await fc.assert(fc.asyncProperty(fc.json(), expectFor), { numRuns: RUNS });
  });
});

describe('GET', () => {
  const usualValues = new Map(
    Object.entries({
      q: ['recyclerie', 'une ferme', 'Rennes'],
      theme: ['energie', 'energie,mobilite'],
      lever: ['locaux'],
      setting: ['rural'],
      kind: ['epci', 'region'],
      region: ['53', '93'],
      department: ['35', '2A'],
      year: ['2021'],
      from: ['2019'],
      to: ['2022'],
      neighbours: ['true'],
      view: ['compact'],
      sort: ['year', 'relevance', 'changed'],
      cursor: ['WyJhIiwxLCJiIl0'],
      limit: ['1', '20'],
      territory: ['200044394', '93'],
      territoryKind: ['epci', 'region'],
      territoryName: ['Pays de Retz'],
      population: ['20000'],
      priorities: ['une recyclerie', 'épicerie solidaire'],
      themes: ['energie', 'energie,mobilite'],
      levers: ['locaux'],
      exclude: ['flashcoop-mam-cookies-angers'],
    }),
  );
  const pairOf = (names: readonly string[]) =>
    mostly(fc.constantFrom(...names), hostileText).chain((name) =>
      fc.tuple(fc.constant(name), mostly(fc.constantFrom(...(usualValues.get(name) ?? ['1'])), hostileText)),
    );
  const spell = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([name, text]) => `${percentEncode(name)}=${percentEncode(text)}`).join('&');

  it('answers or refuses anything on any route', async () => {
    const route = fc.constantFrom(
      '/v1/recommendations',
      '/v1/experiences',
      '/v1/experiences/{id}',
      '/v1/experiences/{id}/similar',
      '/v1/levers',
      '/v1/levers/{id}',
      '/v1/themes',
      '/v1/territories',
      '/v1/territories/{code}',
      '/v1/feed.atom',
    );
    const segment = fc.oneof(
      fc.constantFrom('flashcoop-mam-cookies-angers', 'locaux', '200044394', '93'),
      hostileText.filter((text) => text !== '' && text !== '.' && text !== '..'),
    );
    const asked = route.chain((path) =>
      fc.tuple(
        fc.constant(path),
        segment,
        fc.uniqueArray(pairOf(documentedParameters(path)), { maxLength: 4, selector: ([name]) => name }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(asked, async ([path, text, pairs]) => {
        const url = `${path.replace(/\{\w+\}/, percentEncode(text))}?${spell(pairs)}`;
        // Node refuses a longer one by itself: `connections.test.ts`.
        fc.pre(url.length < 16_000);
        expectAnswerOrRefusal(await clientOf(application.app).get(url), path, 'get');
      }),
      { numRuns: RUNS },
    );
  });

  it('answers or refuses a URL of any characters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.webPath(),
        fc.string({ unit: 'binary-ascii', maxLength: 40 }),
        async (path, text) => {
          const raw = `${path}?q=${text.replace(/[^!-~]/g, '%')}`;
          const response = await clientOf(application.app).get(raw.startsWith('/') ? raw : `/${raw}`);
          expect(response.statusCode).toBeLessThan(500);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
