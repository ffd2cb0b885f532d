import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Application, START_TIMEOUT_MS, startApplication } from './start-application.ts';

const ficheSchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  levers: z.array(z.object({ lever: z.string(), what: z.string() })),
  themes: z.array(z.string()),
  access: z.enum(['public', 'members']),
});
type Fiche = z.infer<typeof ficheSchema>;

const log: string[] = [];
let application: Application;
let membersOnly: Fiche[];
let open: Fiche[];
beforeAll(async () => {
  application = await startApplication({ logLevel: 'trace', logStream: { write: (line) => log.push(line) } });
  const file = await readFile(new URL('../../corpus/experiences.json', import.meta.url), 'utf8');
  const fiches = z.array(ficheSchema).parse(JSON.parse(file));
  membersOnly = fiches.filter(({ access }) => access === 'members');
  open = fiches.filter(({ access }) => access === 'public');
  expect(membersOnly.length).toBeGreaterThan(0);
  expect(open.length).toBeGreaterThan(0);
}, START_TIMEOUT_MS);
afterAll(() => application.close());

async function get(url: string) {
  const response = await application.app.inject({ method: 'GET', url });
  expect(response.statusCode, url).toBe(200);
  return response;
}

async function recommend(body: object) {
  const response = await application.app.inject({
    method: 'POST',
    url: '/v1/recommendations',
    payload: body,
  });
  expect(response.statusCode).toBe(200);
  return response;
}

/** Returns the sentences of a fiche, as JSON spells them. */
function sentencesOf({ title, summary, levers }: Fiche): string[] {
  return [title, ...summary.split(/(?<=\.) /), ...levers.map(({ what }) => what)].map((sentence) =>
    JSON.stringify(sentence).slice(1, -1),
  );
}

function expectNoCanary(where: string, json: string): void {
  const found = membersOnly.flatMap((fiche) => [
    ...sentencesOf(fiche).filter((sentence) => json.includes(sentence)),
    // As a whole word: another id may begin with this one.
    ...(new RegExp(`(?<![\\w-])${fiche.id}(?![\\w-])`).test(json) ? [fiche.id] : []),
  ]);
  expect(found, where).toEqual([]);
}

it('never shows members’ fiches in an answer, even to a question made of their own words', async () => {
  for (const { title, summary, themes, levers } of membersOnly) {
    const { body } = await recommend({
      territory: { code: '200066124' },
      priorities: summary.slice(0, 2000),
      themes,
      levers: levers.map(({ lever }) => lever),
      limit: 50,
    });
    // The asker's own words come back: in the profile, the needs, and the advice that quotes a need.
    const { profile, needs, hint: _advice, ...answer } = JSON.parse(body);
    expect(profile.priorities).toBe(summary.slice(0, 2000));
    for (const { text } of needs) expect(profile.priorities).toContain(text);
    expectNoCanary(title, JSON.stringify(answer));
    expect(answer.total).toBeLessThanOrEqual(open.length);
    const found = await get(`/v1/experiences?q=${encodeURIComponent(title)}&limit=100`);
    expectNoCanary(title, found.body);
  }
});

it('never shows members’ fiches in lists, counts, lever pages, neighbours or metrics', async () => {
  const urls = [
    '/v1/experiences?limit=100',
    '/v1/experiences?limit=100&sort=year&setting=mixed',
    '/v1/levers',
    '/v1/themes',
    '/health/ready',
    '/metrics',
    '/openapi.json',
    ...(open[0] === undefined ? [] : [`/v1/experiences/${open[0].id}/similar?limit=20`]),
  ];
  for (const url of urls) expectNoCanary(url, (await get(url)).body);
  const levers = new Set(membersOnly.flatMap((fiche) => fiche.levers.map(({ lever }) => lever)));
  for (const lever of levers) expectNoCanary(lever, (await get(`/v1/levers/${lever}`)).body);
  for (const { id } of open) expectNoCanary(id, (await get(`/v1/experiences/${id}/similar?limit=20`)).body);
});

it('counts public fiches only', async () => {
  const { total, facets } = (await get('/v1/experiences?limit=1')).json();
  expect(total).toBe(open.length);
  const countOf = (owned: (fiche: Fiche) => readonly string[]) => {
    const counts = new Map<string, number>();
    for (const fiche of open) for (const id of owned(fiche)) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };
  const themes = countOf((fiche) => fiche.themes);
  const levers = countOf((fiche) => fiche.levers.map(({ lever }) => lever));
  const asMap = (values: { value: string; count: number }[]) =>
    new Map(values.map(({ value, count }) => [value, count]));
  expect(asMap(facets.themes)).toEqual(themes);
  expect(asMap(facets.levers)).toEqual(levers);
  for (const { id, experienceCount } of (await get('/v1/themes')).json().themes) {
    expect(experienceCount).toBe(themes.get(id) ?? 0);
  }
  for (const { id, experienceCount } of (await get('/v1/levers')).json().levers) {
    expect(experienceCount).toBe(levers.get(id) ?? 0);
  }
});

it('answers a members’ id exactly like a missing one', async () => {
  const read = async (id: string, suffix: string) => {
    const { statusCode, headers, body } = await application.app.inject({
      method: 'GET',
      url: `/v1/experiences/${id}${suffix}`,
      headers: { 'x-request-id': 'same' },
    });
    const {
      date,
      'content-length': length,
      'ratelimit-remaining': remaining,
      'ratelimit-reset': reset,
      ...others
    } = headers;
    expect([date, length, remaining, reset]).not.toContain(undefined);
    return { statusCode, others, body: body.replaceAll(id, '<id>') };
  };
  for (const { id } of membersOnly) {
    for (const suffix of ['', '/similar']) {
      expect(await read(id, suffix)).toEqual(await read('une-fiche-qui-n-existe-pas', suffix));
    }
  }
});

it('treats the exclusion of a members’ id like that of a missing one', async () => {
  const body = { priorities: 'politique de l’ESS', themes: ['ess-transversal'] };
  const total = async (exclude: string[]) => (await recommend({ ...body, exclude })).json().total;
  expect(await total(membersOnly.map(({ id }) => id))).toBe(await total(['une-fiche-qui-n-existe-pas']));
});

it('logs nothing of members’ fiches or of questions', () => {
  expect(log.length).toBeGreaterThan(100);
  expectNoCanary('log', log.join('\n'));
});
