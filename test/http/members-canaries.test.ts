import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CANARY_PATTERN,
  MEMBERS_FAULT,
  MEMBERS_IDS,
  MEMBERS_SUMMARIES,
  type Service,
  startCanaryService,
  UNPUBLISHED_IDS,
} from './canaries.ts';
import { clientOf, VERBS } from './http-client.ts';
import { readDocx } from './read-docx.ts';
import { START_TIMEOUT_MS } from './start-application.ts';

let full: Service;
let bare: Service;
let token: string;
beforeAll(async () => {
  [full, bare] = await Promise.all([startCanaryService(true), startCanaryService(false)]);
  ({ token } = await full.essaimage.keys.create({ label: 'membres', scopes: ['read:members'] }));
  // The same request judged in both, in one of them by a members' fiche that answers it.
  const editor = { actor: 'test', audience: 'members', mayEdit: true } as const;
  const request = { code: null, priorities: WORDS };
  await full.essaimage.judgments.judge(
    { ...request, experiences: Object.fromEntries(MEMBERS_IDS.map((id) => [id, 3])) },
    editor,
  );
  await bare.essaimage.judgments.judge(request, editor);
}, START_TIMEOUT_MS);
afterAll(() => Promise.all([full?.close(), bare?.close()]));

const [MEMBERS_ID = ''] = MEMBERS_IDS;
const WORDS = 'Zyxomil titre 0 : une recyclerie et une ferme, épicerie solidaire';

interface Probe {
  readonly method?: keyof typeof VERBS;
  readonly url: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}

/** Returns the request of an assistant. */
const toolCall = (name: string, given: object) => ({
  url: '/mcp',
  body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } },
  headers: { accept: 'application/json, text/event-stream' },
});

/** Ids of members' fiches, and ids that do not exist. */
const IDS = [...MEMBERS_IDS, 'une-fiche-qui-n-existe-pas', 'zyxomil'];

/** Returns the request of a browser. */
const page = (url: string, query: Readonly<Record<string, string>> = {}) => ({
  url,
  query,
  headers: { accept: 'text/html' },
});

const forIds = (suffix: string, options: object = {}) =>
  IDS.map((id) => ({ url: `/v1/experiences/${id}${suffix}`, ...options }));

function feedProbes(url: string) {
  return [
    { url },
    { url, query: { territory: '974' } },
    { url, query: { priorities: WORDS } },
    { url, query: { territory: '974', priorities: 'recyclerie', exclude: MEMBERS_ID } },
    { url, query: { themes: 'alimentation' } },
  ];
}

/** Requests that would show a canary if a route could, for routes that need more than their address. */
const PROBES: Readonly<Record<string, readonly Omit<Probe, 'method'>[]>> = {
  'POST /v1/recommendations': [
    { url: '/v1/recommendations', body: { priorities: WORDS, limit: 50 } },
    { url: '/v1/recommendations', body: { priorities: WORDS, exclude: MEMBERS_IDS } },
    { url: '/v1/recommendations', body: { priorities: MEMBERS_FAULT } },
    {
      url: '/v1/recommendations',
      body: { territory: { code: '974', setting: 'mixed' }, priorities: WORDS },
    },
    ...MEMBERS_SUMMARIES.map((priorities) => ({
      url: '/v1/recommendations',
      body: { priorities, limit: 50 },
    })),
  ],
  'POST /v1/recommendations:batch': [
    {
      url: '/v1/recommendations:batch',
      body: {
        questions: [
          { priorities: WORDS, limit: 50 },
          { priorities: WORDS, exclude: MEMBERS_IDS },
        ],
      },
    },
  ],
  'GET /v1/recommendations': [
    { url: '/v1/recommendations', query: { priorities: WORDS, limit: '50' } },
    { url: '/v1/recommendations', query: { priorities: 'recyclerie', minLevel: 'close' } },
  ],
  'GET /v1/recommendations/note': ['docx', 'html'].flatMap((format) => [
    { url: '/v1/recommendations/note', query: { priorities: WORDS, format } },
    { url: '/v1/recommendations/note', query: { priorities: WORDS, experience: MEMBERS_IDS.join(), format } },
    {
      url: '/v1/recommendations/note',
      query: { priorities: WORDS, experience: IDS.join(), lever: 'none', format },
    },
  ]),
  'GET /v1/experiences': [
    { url: '/v1/experiences' },
    { url: '/v1/experiences?limit=100&sort=year' },
    { url: '/v1/experiences?q=Zyxomil' },
    { url: `/v1/experiences?q=${MEMBERS_FAULT}` },
    { url: '/v1/experiences?q=recyclerie+ferme+local' },
    { url: '/v1/experiences?year=1990' },
    { url: '/v1/experiences?department=974' },
    { url: '/v1/experiences?setting=mixed&kind=commune' },
    { url: '/v1/experiences?state=stopped' },
    { url: '/v1/experiences?limit=1&sort=year' },
    { url: '/v1/experiences?limit=100&sort=changed&view=compact' },
    { url: '/v1/experiences?territory=974&from=1980&to=2100' },
    { url: '/v1/experiences?territory=974&territoryKind=departement&neighbours=true' },
    { url: '/v1/experiences?theme=alimentation,energie&lever=locaux,scic' },
  ],
  'PATCH /v1/experiences/:id': forIds('', { body: { status: 'set-aside' } }),
  'GET /v1/experiences/:id/similar': forIds('/similar?limit=20'),
  'GET /v1/proposals': [{ url: '/v1/proposals' }, { url: '/v1/proposals?list=set-aside' }],
  'GET /v1/experiences/:id/review': [...forIds('/review'), ...forIds(`/review?with=${MEMBERS_ID}`)],
  'GET /v1/experiences/:id/merge-candidates': [
    ...forIds('/merge-candidates'),
    ...forIds('/merge-candidates?q=Zyxomil'),
  ],
  'POST /v1/experiences/:id/merge': forIds('/merge', { body: { into: MEMBERS_ID } }),
  'POST /v1/resources/:id/experiences': [
    { url: '/v1/resources/zyxomil/experiences', body: { start: 0, end: 9 } },
  ],
  'POST /v1/contributions': [{ url: '/v1/contributions', body: { title: 'Zyxomil' } }],
  'POST /v1/entrusted-questions': [{ url: '/v1/entrusted-questions', body: { priorities: 'Zyxomil' } }],
  'GET /v1/territories': [{ url: '/v1/territories?q=Zyxomil-sur-Exemple' }],
  'GET /v1/territories/:code': [{ url: '/v1/territories/974' }, { url: '/v1/territories/918273' }],
  'GET /v1/territories/:code/similar': [
    { url: '/v1/territories/974/similar?limit=20' },
    { url: '/v1/territories/973/similar?limit=20' },
    { url: '/v1/territories/973/similar', query: { fact: 'Zyxomil:oui' } },
    { url: '/v1/territories/918273/similar' },
  ],
  'POST /v1/feedback': IDS.map((experienceId) => ({
    url: '/v1/feedback',
    body: { recommendationId: 'rec_0000000000000000e6be', experienceId, verdict: 'useful' },
  })),
  'GET /v1/changes': ['', '?limit=5', '?since=2026-01-01T00:00:00Z', '?since=2999-01-01T00:00:00Z'].map(
    (query) => ({
      url: `/v1/changes${query}`,
    }),
  ),
  'GET /v1/feed.atom': feedProbes('/v1/feed.atom'),
  'GET /v1/feed.json': feedProbes('/v1/feed.json'),
  'POST /v1/imports': [
    { url: '/v1/imports', body: { url: 'https://zyxomil.example/0' } },
    { url: '/v1/imports?dryRun=true', body: 'x', headers: { 'content-type': 'text/plain' } },
  ],
  'GET /v1/imports': [{ url: '/v1/imports' }, { url: '/v1/imports?limit=1' }],
  'POST /v1/keys': [{ url: '/v1/keys', body: { label: 'x', scopes: ['read:members'] } }],
  'POST /mcp': [
    toolCall('recommend', { priorities: WORDS, limit: 10 }),
    toolCall('recommend', { priorities: WORDS, territory: { code: '974' }, exclude: MEMBERS_IDS }),
    toolCall('search_experiences', { limit: 10 }),
    toolCall('search_experiences', { q: 'recyclerie ferme' }),
    toolCall('search_experiences', { q: 'Zyxomil' }),
    toolCall('search_experiences', { year: 1990, department: '974', state: 'stopped' }),
    ...IDS.map((id) => toolCall('read_experience', { id })),
    toolCall('find_territory', { q: 'Zyxomil-sur-Exemple' }),
    toolCall('describe_collection', {}),
  ],
  'GET /.well-known/security.txt': [{ url: '/.well-known/security.txt' }],
  'GET /': [
    page('/'),
    page('/', { priorites: WORDS }),
    page('/', { territoire: '974', priorites: 'recyclerie' }),
    page('/', { territoire: 'Zyxomil-sur-Exemple', priorites: 'recyclerie' }),
  ],
  'GET /experiences': [
    page('/experiences'),
    page('/experiences', { mots: 'Zyxomil' }),
    page('/experiences', { mots: 'recyclerie ferme', tri: 'date' }),
    page('/experiences', { contexte: 'mixed' }),
  ],
  'GET /experiences.csv': [page('/experiences.csv'), page('/experiences.csv', { mots: 'Zyxomil' })],
  'GET /territoires/:code': [page('/territoires/974'), page('/territoires/973'), page('/territoires/918273')],
  'GET /suivre': feedProbes('/suivre').map(({ url, query }) => page(url, query)),
  'GET /comparer': [page('/comparer'), page('/comparer', { fiches: IDS.join(',') })],
  'GET /note': [
    page('/note', { priorites: WORDS }),
    page('/note', { priorites: WORDS, experience: MEMBERS_IDS.join() }),
    page('/note', { priorites: WORDS, experience: MEMBERS_IDS.join(), format: 'html' }),
  ],
  'GET /resultats.csv': [
    page('/resultats.csv', { priorites: WORDS }),
    page('/resultats.csv', { territoire: '974', priorites: 'recyclerie' }),
  ],
  'GET /cadre': [
    page('/cadre'),
    page('/cadre', { priorites: WORDS, nombre: '20' }),
    page('/cadre', { territoire: '974', priorites: 'recyclerie' }),
    ...IDS.map((fiche) => page('/cadre', { fiche })),
  ],
  'GET /oembed': [
    ...IDS.map((id) => ({ url: '/oembed', query: { url: `http://localhost/experiences/${id}` } })),
    { url: '/oembed', query: { url: `http://localhost/?priorites=${encodeURIComponent(WORDS)}` } },
  ],
  'GET /integration': [page('/integration'), page('/integration', { profil: 'developpeur' })],
  'GET /proposer': [page('/proposer'), page('/proposer', { recue: MEMBERS_ID })],
  'GET /redaction/propositions/:id/fusion': MEMBERS_IDS.map((id) =>
    page(`/redaction/propositions/${id}/fusion`, { mots: 'Zyxomil' }),
  ),
  'GET /docs/:operation': [page('/docs/recommend'), page('/docs/getExperience')],
};

const METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'] as const;

/** Routes of one experience, which `bare` has none of. */
const IS_OF_EXPERIENCE = /\/experiences\/:id/;

/** Routes whose answer differs between two processes. */
const OWN_TO_PROCESS = new Set(['GET /metrics']);

function routes(): readonly string[] {
  return full.app.declaredRoutes
    .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
    .map(({ method, url }) => `${method} ${url}`);
}

/** Requests of which each names a theme or a lever. */
function taxonomyProbes(route: string): readonly Probe[] {
  const { levers, themes } = full.essaimage.taxonomy;
  // Those of members' fiches are the last ones.
  const named = {
    themes: themes.slice(-3).map(({ id }) => id),
    levers: levers.slice(-3).map(({ id }) => id),
  };
  const asked = { url: '/v1/recommendations', body: { priorities: WORDS, ...named, limit: 50 } };
  if (route === 'POST /v1/recommendations') return [asked];
  if (route === 'POST /mcp') return levers.map(({ id }) => toolCall('read_lever', { id }));
  if (route !== 'GET /v1/feed.atom') return [];
  return [...levers.map(({ id }) => `lever=${id}`), ...themes.map(({ id }) => `theme=${id}`)].map(
    (filter) => ({ url: `/v1/feed.atom?${filter}` }),
  );
}

/** Requests with each value that the parameter of an address may have; most are ids of experiences. */
function defaultProbes(address: string): readonly ReturnType<typeof page>[] {
  const [, resource = '', parameter] = /(\w*)\/(:\w+)/.exec(address) ?? [];
  const { levers, themes } = full.essaimage.taxonomy;
  const taxonomy = { themes, levers, leviers: levers };
  const values = new Map<string, readonly { readonly id: string }[]>(Object.entries(taxonomy))
    .get(resource)
    ?.map(({ id }) => id);
  return parameter === undefined
    ? [page(address)]
    : (values ?? IDS).map((value) => page(address.replace(parameter, value)));
}

function probesOf(route: string): readonly Probe[] {
  const [method = '', address = ''] = route.split(' ');
  const probes = [...(PROBES[route] ?? defaultProbes(address)), ...taxonomyProbes(route)];
  const methods = METHODS.filter((each) => each === method || (each === 'HEAD' && method === 'GET'));
  return methods.flatMap((each) => probes.map((probe) => ({ ...probe, method: each })));
}

async function ask(service: Service, probe: Probe, authorization?: string) {
  const answer = await clientOf(service.app)
    [VERBS[probe.method ?? 'GET']](probe.url)
    .query(probe.query ?? {})
    .set({
      ...probe.headers,
      'x-request-id': 'the-same',
      ...(authorization === undefined ? {} : { authorization }),
    })
    .send(probe.body)
    .responseType('blob');
  const { statusCode, headers } = answer;
  const isBare = probe.method === 'HEAD' || statusCode === 204 || statusCode === 304;
  const bytes: Buffer = isBare ? Buffer.alloc(0) : answer.body;
  expect(Buffer.isBuffer(bytes), probe.url).toBe(true);
  const { date, 'ratelimit-reset': reset, 'ratelimit-remaining': remaining, ...others } = headers;
  const isDocx = String(others['content-type']).includes('wordprocessingml');
  if (isDocx) return withoutDraws(statusCode, others, bytes);
  const isDated = /feed|\/suivre|\/sitemap|\/mcp|\/v1\/(?:experiences|changes)|\/catalogue/.test(probe.url);
  const body = bytes.toString();
  return isDated ? withoutDates(statusCode, others, body) : { statusCode, headers: others, body };
}

/** Reads a document without what is drawn for each: the ids of its links, hence its length. */
function withoutDraws(statusCode: number, headers: Response['headers'], document: Buffer) {
  const { 'content-length': length, ...others } = headers;
  return {
    statusCode,
    headers: others,
    body: document.length === 0 ? '' : JSON.stringify(readDocx(document)),
  };
}

/** Removes the dates of a feed or of a sitemap: the two services did not index at the same time. */
function withoutDates(statusCode: number, headers: Response['headers'], body: string) {
  const { 'last-modified': _, ...others } = headers;
  if (others.etag !== undefined) others.etag = 'of its dates';
  return {
    statusCode,
    headers: others,
    body: body
      .replace(/<updated>[^<]*<\/updated>/g, '<updated/>')
      .replace(/<lastmod>[^<]*<\/lastmod>/g, '<lastmod/>')
      .replace(/"updatedAt":"[^"]*"/g, '"updatedAt":""')
      // Only the cursor of changes holds a moment, after the number of the change.
      .replace(/"next":"(WyJ[\w-]*)"/, (found, cursor) => {
        const [list, number, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
        return /^\d{4}-/.test(id) ? `"next":"${list} ${number}"` : found;
      })
      .replace(/("dct:(?:modified|issued)":{"@type":"xsd:dateTime","@value":)"[^"]*"/g, '$1""')
      // Lines of NDJSON have dates, hence another digest; the table has none.
      .replace(
        /(experiences\.ndjson".*?"spdx:checksumValue":{"@type":"xsd:hexBinary","@value":)"\w*"/,
        '$1""',
      )
      .replace(/"date_modified":"[^"]*"/g, '"date_modified":""')
      .replace(/<time [^>]*>[^<]*<\/time>/g, '<time/>'),
  };
}

/** Statuses of a request that a route did not even read. */
const UNREAD = new Set([400, 415, 422]);

it('knows how to call every route', async () => {
  expect(routes()).toEqual(expect.arrayContaining(['GET /v1/experiences', 'GET /v1/imports/:id']));
  expect(Object.keys(PROBES).filter((route) => !routes().includes(route))).toEqual([]);
  const [first] = await full.essaimage.listPublicIds(1);
  const unread = [];
  for (const route of routes().filter((each) => !(each in PROBES))) {
    const [given = '', address = ''] = route.split(' ');
    const method = METHODS.find((each) => each === given);
    const isOfOne = IS_OF_EXPERIENCE.test(route);
    const probes = isOfOne ? [page(address.replace(/:\w+/, first?.id ?? ''))] : defaultProbes(address);
    const answers = await Promise.all(
      probes.map((probe) => ask(full, { ...probe, ...(method && { method }) })),
    );
    const isCalled = ({ statusCode }: { readonly statusCode: number }) =>
      method === 'GET' ? statusCode < 400 || statusCode === 401 : !UNREAD.has(statusCode);
    if (!answers.some(isCalled)) unread.push(route);
  }
  expect(unread, 'add to PROBES a request that these routes answer').toEqual([]);
});

describe('without a key', () => {
  it('answers byte for byte as if members’ fiches did not exist', { timeout: 240_000 }, async () => {
    let compared = 0;
    for (const route of routes()) {
      for (const probe of probesOf(route)) {
        const [withThem, withoutThem] = [await ask(full, probe), await ask(bare, probe)];
        // Other routes may echo the request: `bare` echoes the same.
        if (OWN_TO_PROCESS.has(route)) expect(withThem.body).not.toMatch(CANARY_PATTERN);
        else expect(withThem, `${route} ${probe.url}`).toEqual(withoutThem);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('answers members’ ids like missing ones', async () => {
    const missing = 'une-fiche-qui-n-existe-pas';
    for (const [method, before, after] of [
      ['GET', '/v1/experiences/', ''],
      ['HEAD', '/v1/experiences/', ''],
      ['GET', '/v1/experiences/', '/similar'],
      ['GET', '/v1/experiences/', '/history'],
      ['PATCH', '/v1/experiences/', ''],
      ['DELETE', '/v1/experiences/', ''],
      ['GET', '/experiences/', ''],
      ['HEAD', '/experiences/', ''],
      ['GET', '/comparer?fiches=', ''],
      ['GET', '/cadre?fiche=', ''],
      ['GET', '/oembed?url=http://localhost/experiences/', ''],
    ] as const) {
      const answers = [];
      for (const id of [MEMBERS_ID, missing]) {
        const { headers, body, statusCode } = await ask(full, {
          method,
          url: `${before}${id}${after}`,
          headers: { accept: 'text/html' },
        });
        const { 'content-length': length, ...others } = headers;
        answers.push({ statusCode, others, body: body.replaceAll(id, '<id>') });
      }
      expect(answers[0]).toEqual(answers[1]);
    }
  });
});

describe('what is not published', () => {
  it.each(UNPUBLISHED_IDS)(
    'is like a missing fiche for every reader, with or without a key: %s',
    async (id) => {
      for (const authorization of [undefined, `Bearer ${token}`]) {
        for (const [before, after] of [
          ['/v1/experiences/', ''],
          ['/v1/experiences/', '/similar'],
          ['/v1/experiences/', '/review'],
          ['/v1/experiences/', '/history'],
          ['/experiences/', ''],
          ['/comparer?fiches=', ''],
          ['/cadre?fiche=', ''],
          ['/oembed?url=http://localhost/experiences/', ''],
        ]) {
          const answer = async (asked: string) => {
            const probe = { url: `${before}${asked}${after}`, headers: { accept: 'text/html' } };
            const { statusCode, body } = await ask(full, probe, authorization);
            return { statusCode, body: body.replaceAll(asked, '<id>') };
          };
          expect(await answer(id), `${before}${after}`).toEqual(await answer('zyxomil-absente'));
        }
      }
    },
  );

  it('is shown to editors alone', async () => {
    const { token: editing } = await full.essaimage.keys.create({
      label: 'relecture',
      scopes: ['import', 'read:members'],
    });
    const { body } = await ask(full, { url: '/v1/proposals' }, `Bearer ${editing}`);
    expect(JSON.parse(body)).toMatchObject({
      proposals: [
        { id: 'zyxomil-proposee' },
        { id: expect.stringMatching(/^zyxomil-titre-9-.*-la-reunion-[0-9a-f]{8}$/) },
      ],
      counts: { proposed: 2, 'set-aside': 1 },
    });
    const { statusCode } = await ask(
      full,
      { url: '/v1/experiences/zyxomil-ecartee/review' },
      `Bearer ${editing}`,
    );
    expect(statusCode).toBe(200);
  });
});

describe('with a key that may edit but not read members’ fiches', () => {
  it('finds none to read, correct or delete', { timeout: 240_000 }, async () => {
    const editor = await full.essaimage.keys.create({ label: 'imports', scopes: ['import', 'admin'] });
    const bareEditor = await bare.essaimage.keys.create({ label: 'imports', scopes: ['import', 'admin'] });
    for (const route of routes()) {
      if (/\/(?:keys|imports)/.test(route) || OWN_TO_PROCESS.has(route)) continue;
      for (const probe of probesOf(route)) {
        const withThem = await ask(full, probe, `Bearer ${editor.token}`);
        const withoutThem = await ask(bare, probe, `Bearer ${bareEditor.token}`);
        expect(withThem, `${route} ${probe.url}`).toEqual(withoutThem);
      }
    }
    expect((await ask(full, { url: `/v1/experiences/${MEMBERS_ID}` }, `Bearer ${token}`)).statusCode).toBe(
      200,
    );
  });
});

describe('with a key that carries read:members', () => {
  const keyed = (probe: Probe) => ask(full, probe, `Bearer ${token}`);

  it('still shows public pages, which call the API without the key', { timeout: 240_000 }, async () => {
    const ofPages = full.app.declaredRoutes
      .filter(({ method, url, access }) => method === 'GET' && access === 'read' && !url.startsWith('/v1/'))
      .map(({ method, url }) => `${method} ${url}`);
    expect(ofPages).toEqual(expect.arrayContaining(['GET /', 'GET /experiences/:id', 'GET /resultats.csv']));
    for (const probe of ofPages.flatMap(probesOf)) {
      const { statusCode, body } = await keyed(probe);
      const open = await ask(bare, probe);
      expect({ statusCode, body }, probe.url).toEqual({
        statusCode: open.statusCode,
        body: open.body,
      });
    }
  });

  it('still gives the public feed, since readers keep it', async () => {
    for (const probe of ['GET /v1/feed.atom', 'GET /v1/feed.json'].flatMap(probesOf)) {
      expect((await keyed(probe)).body, probe.url).toBe((await ask(bare, probe)).body);
    }
  });

  it('gives members’ fiches whole, in lists, counts, neighbours, levers and recommendations', async () => {
    for (const [index, id] of MEMBERS_IDS.entries()) {
      const fiche = JSON.parse((await keyed({ url: `/v1/experiences/${id}` })).body);
      expect(fiche).toMatchObject({
        id,
        title: `Zyxomil titre ${index} : une recyclerie et une ferme`,
        territories: [{ name: 'Zyxomil-sur-Exemple', population: 918_273 + index }, { code: '974' }],
        year: 1990,
        levers: [{ what: `Zyxomil usage ${index} du levier.` }],
        actors: [`Zyxomil acteur ${index}, une ${MEMBERS_FAULT}`],
        figures: [{ label: 'Zyxomil chiffre', sentence: `Zyxomil usage ${index} du levier.` }],
        state: 'stopped',
        difficulties: [`Zyxomil récit ${index}.`],
        source: { url: `https://zyxomil.example/${index}`, publisher: 'Zyxomil éditeur' },
        access: 'members',
        status: 'published',
      });
      const [lever] = fiche.levers;
      expect((await keyed({ url: `/v1/levers/${lever.id}` })).body).toContain(id);
      const similar = await keyed({ url: `/v1/experiences/${id}/similar` });
      expect(similar.body).toContain(MEMBERS_IDS[(index + 1) % MEMBERS_IDS.length]);
      expect((await keyed({ url: '/v1/territories/973/similar?limit=20' })).body).toContain(id);
    }
    const { total, facets } = JSON.parse((await keyed({ url: '/v1/experiences?limit=100' })).body);
    expect(total).toBe(15);
    expect(facets.years).toContainEqual({ value: '1990', label: '1990', count: 3 });
    const link = await keyed({ url: '/v1/recommendations', query: { priorities: WORDS, limit: '50' } });
    const asked = await keyed({
      method: 'POST',
      url: '/v1/recommendations',
      body: { priorities: WORDS, limit: 50 },
    });
    for (const { body } of [link, asked]) for (const id of MEMBERS_IDS) expect(body).toContain(id);
    for (const format of ['docx', 'html']) {
      const query = { priorities: WORDS, experience: MEMBERS_IDS.join(), format };
      const note = await keyed({ url: '/v1/recommendations/note', query });
      for (const [index] of MEMBERS_IDS.entries()) expect(note.body).toContain(`Zyxomil titre ${index}`);
    }
    // The public answer has no such range: it is compared to that of a service without these fiches.
    const near = { priorities: MEMBERS_SUMMARIES[0], limit: 50 };
    const { costs } = JSON.parse(
      (await keyed({ method: 'POST', url: '/v1/recommendations', body: near })).body,
    );
    expect(costs).toMatchObject([{ role: 'total-cost', highest: 9_182_733 }]);
  });

  it('is never served from, nor stored in, a public cache', async () => {
    for (const route of routes().filter((each) => each.startsWith('GET /v1'))) {
      for (const probe of probesOf(route)) {
        const open = await ask(full, probe);
        const { headers, statusCode } = await ask(
          full,
          { ...probe, headers: { 'if-none-match': String(open.headers.etag ?? '*') } },
          `Bearer ${token}`,
        );
        expect(statusCode, probe.url).not.toBe(304);
        expect(headers.etag).toBeUndefined();
        expect(headers['cache-control']).toMatch(statusCode === 200 ? /^private, no-store$/ : /no-store/);
        for (const vary of [open.headers.vary, headers.vary]) expect(String(vary)).toContain('Authorization');
      }
    }
  });

  it('stops working at the first request after its revocation', async () => {
    const { key, token: brief } = await full.essaimage.keys.create({ label: 'x', scopes: ['read:members'] });
    const read = () => ask(full, { url: `/v1/experiences/${MEMBERS_ID}` }, `Bearer ${brief}`);
    expect((await read()).statusCode).toBe(200);
    await full.essaimage.keys.revoke(key.prefix);
    const refused = await read();
    expect(refused.statusCode).toBe(401);
    expect(refused.body).not.toMatch(/Zyxomil titre/);
  });
});

it('leaves no members’ fiche and no key in logs and metrics', async () => {
  // A moment is a number, which may hold that of a canary.
  const lines = full.log.join('').replace(/"time":\d+/g, '');
  expect(full.log.length).toBeGreaterThan(300);
  expect(lines).not.toMatch(CANARY_PATTERN);
  expect(lines).not.toMatch(/ess_[0-9a-f]{12}/);
  const { body } = await ask(full, { url: '/metrics' });
  expect(body).not.toMatch(/zyxomil|ess_[0-9a-f]{12}/i);
});
