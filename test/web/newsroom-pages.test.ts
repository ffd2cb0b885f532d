import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { bareLever } from '../fakes/levers.ts';
import { clientOf } from '../http/http-client.ts';
import { EXPERIENCE, type Stubs, stubApplication } from '../http/stub-application.ts';
import { readPage } from './read-page.ts';
import { builtPages } from './website.ts';

const SESSION = { accept: 'text/html', cookie: `essaimage_session=${'a'.repeat(43)}` };

const OPINION = {
  verdict: 'useful',
  reason: null,
  comment: null,
  createdAt: '2026-01-15T09:30:00.000Z',
  digest: 'b'.repeat(64),
} as const;

// In Paris, it is already the next day.
const LATE = '2026-01-31T23:30:00.000Z';

const GONE = {
  experience: EXPERIENCE,
  key: 0,
  version: 'a'.repeat(32),
  status: 'published',
  statusReason: null,
  isContribution: false,
  confidence: null,
  resource: { id: 'r-1', title: 'Bulletin', url: null, publisher: null, date: null, goneSince: LATE },
  doubts: [],
  sameAs: null,
  changed: false,
} as const;

const COUNTS = { proposed: 12, changed: 3, gone: 4, published: 567, 'set-aside': 8 };

const EMPTY_REVIEW = { list: async () => ({ proposals: [GONE], counts: COUNTS }) };

/** Starts the service with an editor who is signed in. */
async function startNewsroom(stubs: Stubs, environment: Readonly<Record<string, string>> = {}) {
  const holder = { prefix: 'ess_0123456789ab', scopes: ['import', 'read:members'] } as const;
  const sessions = { find: async () => ({ label: 'Rédaction', holder }) };
  const { operator } = parseConfig(environment);
  return stubApplication(
    { sessions, review: EMPTY_REVIEW, ...stubs },
    {},
    { web: await builtPages(), operator },
  );
}

let app: Awaited<ReturnType<typeof stubApplication>>;
beforeAll(async () => {
  app = await startNewsroom({
    taxonomy: { levers: [bareLever('locaux', 'Mise à disposition de locaux')], themes: [], hash: '' },
    listLevers: async () => [],
    review: {
      ...EMPTY_REVIEW,
      async opinions({ after, limit }) {
        const first = { ...OPINION, subject: { experienceId: 'halle', leverId: null }, title: 'La halle' };
        const comment = {
          ...first,
          verdict: 'not-useful',
          reason: 'too-old',
          comment: '<b>Daté</b>',
        } as const;
        const lever = { ...OPINION, subject: { experienceId: null, leverId: 'locaux' }, title: null };
        const gone = { ...OPINION, subject: { experienceId: 'disparue', leverId: null }, title: null };
        const shown = [comment, lever, gone, ...Array.from({ length: limit - 3 }, () => first)];
        return { opinions: after === null ? shown : [lever], counts: { useful: 1200, 'not-useful': 1 } };
      },
      sources: async () => [
        {
          url: 'https://exemple.org/partie',
          outcome: 'to-check',
          detail: 'Le site répond 404.',
          checkedAt: LATE,
          experiences: [{ id: 'halle', title: 'La halle' }],
        },
        {
          url: 'https://exemple.org/ancienne',
          outcome: 'moved',
          detail: 'https://exemple.org/nouvelle',
          checkedAt: '2026-02-02T00:00:00.000Z',
          experiences: [{ id: 'four', title: 'Le four' }],
        },
      ],
    },
    async authenticateKey() {
      throw new DomainError('deadline-exceeded', 'La base indexe.', { operation: 'x', timeoutMs: 1 });
    },
  });
});
afterAll(() => app.close());

const open = async (url: string) => {
  const { statusCode, text, headers } = await clientOf(app).get(url).set(SESSION);
  expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
  return readPage(text);
};

it('shows opinions with their subject, their reason and their words, a page after the other', async () => {
  const { text, hrefs } = await open('/redaction/avis');
  expect(text).toMatch(/1\s200\s«\sutile\s», 1\s«\spas utile\s»/);
  expect(text).toMatch(/La halle\s*Pas utile\s*Trop ancien\s*15 janvier 2026 à 10:30\s*<b>Daté<\/b>/);
  expect(text).toContain('Mise à disposition de locaux');
  expect(text).toContain('disparue (n’existe plus)');
  expect(hrefs).toContain('/redaction/propositions/halle');
  const next = hrefs.find((href) => href?.startsWith('/redaction/avis?suite=')) ?? '';
  expect((await open(next)).hrefs).toContain('/redaction/avis');
  expect((await clientOf(app).get('/redaction/avis')).statusCode).toBe(303);
});

it('shows the addresses to check, with the fiches to correct', async () => {
  const { text, hrefs } = await open('/redaction/adresses');
  expect(text).toMatch(/Le site répond 404.\s*Vérifiée le 1er février 2026/);
  expect(hrefs).toEqual(
    expect.arrayContaining([
      'https://exemple.org/partie',
      'https://exemple.org/nouvelle',
      '/redaction/propositions/four#source-citee',
    ]),
  );
});

it('says since which day, in Paris, a source is gone', async () => {
  const { text } = await open('/redaction/propositions?liste=gone');
  expect(text).toContain('Disparue de son site depuis le 1er février 2026');
});

it('folds the unlikely proposals of each source, and says in words which others to check', async () => {
  const propose = (id: string, confidence: number, source = 'Bulletin') => ({
    ...GONE,
    experience: { ...EXPERIENCE, id, title: `La halle ${id}` },
    status: 'proposed' as const,
    confidence,
    resource: { ...GONE.resource, id: source, title: source, goneSince: null },
  });
  const proposals = [propose('sûre', 0.84), propose('floue', 0.62), propose('rare', 0.31)];
  const folded = [propose('vague', 0.2), propose('autre', 0.4, 'Magazine')];
  const list = async () => ({ proposals: [...proposals, ...folded], counts: COUNTS });
  const own = await startNewsroom({ review: { ...EMPTY_REVIEW, list }, listLevers: async () => [] });
  const answer = await clientOf(own).get('/redaction/propositions').set(SESSION);
  await own.close();
  const { text } = readPage(answer.text);
  expect(text).toMatch(
    /La halle sûre.*La halle floue.*Qui a agi\s: à vérifier.*Bulletin\s: 2 propositions peu sûres.*La halle rare.*La halle vague.*Magazine\s: 1 proposition peu sûre.*La halle autre/s,
  );
  expect(text).not.toContain('%');
  expect(answer.text.match(/<details class="more">/g)).toHaveLength(2);
});

it.each(['/redaction/propositions', '/redaction/avis', '/redaction/adresses'])(
  'counts the fiches of each list in the menu of %s',
  async (path) => {
    expect((await open(path)).text).toMatch(
      /À relire\s+12\s+Source changée\s+3\s+Absentes de leur source\s+4\s+Publiées\s+567\s+Écartées\s+8/,
    );
  },
);

it('tells an editor who signs in while the database is busy to try again', async () => {
  const answer = await clientOf(app)
    .post('/redaction/connexion')
    .set({
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost',
      'sec-fetch-site': 'same-origin',
    })
    .send('cle=ess_0123456789ab.x');
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(readPage(answer.text).text).toContain('Réessayez dans quelques secondes');
});

const BLIND_SPOTS = '/redaction/angles-morts';
const openBlindSpots = (environment: Readonly<Record<string, string>>) =>
  startNewsroom(
    {
      imports: { list: async () => [] },
      listBlindSpots: async () => [
        { month: '2026-02', kind: 'theme', value: 'energie', label: 'Énergie', count: 12 },
        { month: '2026-01', kind: 'department', value: '35', label: 'Ille-et-Vilaine', count: 5 },
      ],
    },
    environment,
  );

it('shows what was not found, month by month', async () => {
  const app = await openBlindSpots({ BLIND_SPOTS: 'true' });
  const answer = await clientOf(app).get(BLIND_SPOTS).set(SESSION);
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  const { text, headings } = readPage(answer.text);
  expect(headings.map((heading) => heading.text)).toEqual(['Angles morts', 'Février 2026', 'Janvier 2026']);
  expect(text).toMatch(/Thème\s*Énergie\s*12/);
  expect(text).toMatch(/À relire\s+12/);
  expect(text).toMatch(/Département\s*Ille-et-Vilaine\s*5/);
  const home = await clientOf(app).get('/redaction').set(SESSION);
  expect(readPage(home.text).hrefs).toContain('/redaction/angles-morts');
  const legal = await clientOf(app).get('/mentions-legales');
  expect(readPage(legal.text).text).toContain('Quand une demande ne trouve rien de proche');
  const stranger = await clientOf(app).get(BLIND_SPOTS);
  expect([stranger.statusCode, stranger.text]).toEqual([303, '']);
  await app.close();
});

it('has no page of blind spots by default', async () => {
  const app = await openBlindSpots({});
  expect((await clientOf(app).get(BLIND_SPOTS).set(SESSION)).statusCode).toBe(404);
  expect((await clientOf(app).get('/redaction').set(SESSION)).text).not.toContain('angles-morts');
  expect((await clientOf(app).get('/mentions-legales')).text).not.toContain('ne trouve rien de proche');
  await app.close();
});
