import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { loadWebBuild } from '../../src/http/pages/web-build.ts';
import { stubApplication } from '../http/stub-application.ts';
import { readPage } from './read-page.ts';

const WEB_FOLDER = fileURLToPath(new URL('../../web/dist/', import.meta.url));
const PAGE = {
  url: '/redaction/angles-morts',
  headers: { accept: 'text/html', cookie: `essaimage_session=${'a'.repeat(43)}` },
};

const COUNTS = { proposed: 12, published: 0, 'set-aside': 0, gone: 0, changed: 0 };

async function openNewsroom(environment: Readonly<Record<string, string>>) {
  const { operator } = parseConfig(environment);
  const holder = { prefix: 'ess_0123456789ab', scopes: ['import', 'read:members'] } as const;
  return stubApplication(
    {
      sessions: { find: async () => ({ label: 'Rédaction', holder }) },
      review: {
        list: async () => ({ proposals: [], counts: COUNTS }),
      },
      imports: { list: async () => [] },
      listBlindSpots: async () => [
        { month: '2026-02', kind: 'theme', value: 'energie', label: 'Énergie', count: 12 },
        { month: '2026-01', kind: 'department', value: '35', label: 'Ille-et-Vilaine', count: 5 },
      ],
    },
    {},
    { web: await loadWebBuild(WEB_FOLDER), operator },
  );
}

it('shows editors what was not found, month by month', async () => {
  const app = await openNewsroom({ BLIND_SPOTS: 'true' });
  const { statusCode, headers, body } = await app.inject(PAGE);
  expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
  const { text, headings } = readPage(body);
  expect(headings.map((heading) => heading.text)).toEqual(['Angles morts', 'Février 2026', 'Janvier 2026']);
  expect(text).toMatch(/Thème\s*Énergie\s*12/);
  expect(text).toMatch(/À relire\s+12/);
  expect(text).toMatch(/Département\s*Ille-et-Vilaine\s*5/);
  const home = await app.inject({ ...PAGE, url: '/redaction' });
  expect(readPage(home.body).links.map(({ href }) => href)).toContain('/redaction/angles-morts');
  const legal = await app.inject({ url: '/mentions-legales' });
  expect(readPage(legal.body).text).toContain('Quand une question ne trouve rien de proche');
  const stranger = await app.inject({ url: PAGE.url });
  expect([stranger.statusCode, stranger.body]).toEqual([303, '']);
  await app.close();
});

it('does not exist by default', async () => {
  const app = await openNewsroom({});
  expect((await app.inject(PAGE)).statusCode).toBe(404);
  expect((await app.inject({ ...PAGE, url: '/redaction' })).body).not.toContain('angles-morts');
  expect((await app.inject({ url: '/mentions-legales' })).body).not.toContain('ne trouve rien de proche');
  await app.close();
});
