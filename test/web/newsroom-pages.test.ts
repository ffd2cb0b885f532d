import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DomainError } from '../../src/domain/errors.ts';
import { loadWebBuild } from '../../src/http/pages/web-build.ts';
import { bareLever } from '../fakes/levers.ts';
import { injectPatiently } from '../http/patient-requests.ts';
import { EXPERIENCE, stubApplication } from '../http/stub-application.ts';
import { readPage } from './read-page.ts';

const WEB_FOLDER = fileURLToPath(new URL('../../web/dist/', import.meta.url));
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

let app: Awaited<ReturnType<typeof stubApplication>>;
beforeAll(async () => {
  const holder = { prefix: 'ess_0123456789ab', scopes: ['import', 'read:members'] } as const;
  app = await stubApplication(
    {
      taxonomy: { levers: [bareLever('locaux', 'Mise à disposition de locaux')], themes: [], hash: '' },
      listLevers: async () => [],
      sessions: { find: async () => ({ label: 'Rédaction', holder }) },
      review: {
        list: async () => ({ proposals: [GONE], counts: COUNTS }),
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
    },
    {},
    { web: await loadWebBuild(WEB_FOLDER) },
  );
});
afterAll(() => app.close());

const open = async (url: string) => {
  const { statusCode, body, headers } = await injectPatiently(app, { url, headers: SESSION });
  expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
  return readPage(body);
};

it('shows opinions with their subject, their reason and their words, a page after the other', async () => {
  const { text, links } = await open('/redaction/avis');
  expect(text).toMatch(/1\s200\s«\sutile\s», 1\s«\spas utile\s»/);
  expect(text).toMatch(/La halle\s*Pas utile\s*Trop ancien\s*15 janvier 2026 à 10:30\s*<b>Daté<\/b>/);
  expect(text).toContain('Mise à disposition de locaux');
  expect(text).toContain('disparue (n’existe plus)');
  const hrefs = links.map(({ href }) => href);
  expect(hrefs).toContain('/redaction/propositions/halle');
  const next = hrefs.find((href) => href?.startsWith('/redaction/avis?suite=')) ?? '';
  expect((await open(next)).links.map(({ href }) => href)).toContain('/redaction/avis');
  expect((await injectPatiently(app, { url: '/redaction/avis' })).statusCode).toBe(303);
});

it('shows the addresses to check, with the fiches to correct', async () => {
  const { text, links } = await open('/redaction/adresses');
  expect(text).toMatch(/Le site répond 404.\s*Vérifiée le 1er février 2026/);
  expect(links.map(({ href }) => href)).toEqual(
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

it.each(['/redaction/propositions', '/redaction/avis', '/redaction/adresses'])(
  'counts the fiches of each list in the menu of %s',
  async (path) => {
    expect((await open(path)).text).toMatch(
      /À relire\s+12\s+Changées à la source\s+3\s+Disparues de leur site\s+4\s+Publiées\s+567\s+Écartées\s+8/,
    );
  },
);

it('tells an editor who signs in while the database is busy to try again', async () => {
  const answer = await injectPatiently(app, {
    method: 'POST',
    url: '/redaction/connexion',
    payload: 'cle=ess_0123456789ab.x',
    headers: {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost',
      'sec-fetch-site': 'same-origin',
    },
  });
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(readPage(answer.body).text).toContain('Réessayez dans quelques secondes');
});
