import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { type ErrorCode, isDomainError } from '../../src/domain/errors.ts';
import { createFetcher, type FetcherOptions } from '../../src/ingestion/fetch/fetcher.ts';
import type { ImportReaderOptions } from '../../src/ingestion/read/import-reader.ts';
import { OPEN_NETWORK } from '../fixtures/open-network.ts';
import { readImport } from '../fixtures/read-import.ts';
import { type Listening, serve } from '../web/serve.ts';

const servers: Listening[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

interface Site {
  readonly port: number;
  readonly requests: IncomingMessage[];
}

/** Starts a site on this machine, without a robots.txt unless `answer` sends one. */
async function startSite(answer: RequestListener): Promise<Site> {
  const requests: IncomingMessage[] = [];
  const server = await serve((request, response) => {
    requests.push(request);
    answer(request, response);
    if (!response.headersSent && request.url === '/robots.txt') response.writeHead(404).end();
  });
  servers.push(server);
  return { port: Number(new URL(server.origin).port), requests };
}

const page = (response: ServerResponse, html = '<!doctype html><p>Bonjour.</p>', type = 'text/html') =>
  response.writeHead(200, { 'content-type': type }).end(html);

const SETTINGS = { version: '1.2.3', contact: 'https://exemple.fr/contact', delayMs: 0 };
const OPEN: FetcherOptions = { ...SETTINGS, ...OPEN_NETWORK, maxBytes: 100_000, timeoutMs: 10_000 };

const fetchWith = (url: string, options: Partial<FetcherOptions> = {}) =>
  createFetcher({ ...OPEN, ...options }).fetch(url);

/** Imports from an address in the real thread, for which every name leads to this machine. */
const importFrom = (url: string, options: Partial<ImportReaderOptions> = {}, signal?: AbortSignal) =>
  readImport(
    { kind: 'url', url },
    {
      fetch: SETTINGS,
      entry: new URL('../fixtures/open-reading-worker.ts', import.meta.url),
      ...options,
    },
    signal,
  );

const failsAs = (code: ErrorCode) => (error: unknown) => isDomainError(error, code);

it('reads a compressed page and sends its name and contact', async () => {
  const site = await startSite((request, response) => {
    if (request.url === '/page')
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end(gzipSync('<p>Été</p>'));
  });
  const { bytes, mediaType, url } = await fetchWith(`http://site.test:${site.port}/page#bas`);
  expect(new TextDecoder().decode(bytes)).toBe('<p>Été</p>');
  expect(mediaType).toBe('text/html');
  expect(url).toBe(`http://site.test:${site.port}/page`);
  expect(site.requests.map(({ headers }) => headers['user-agent'])).toEqual([
    'Essaimage/1.2.3 (+https://exemple.fr/contact)',
    'Essaimage/1.2.3 (+https://exemple.fr/contact)',
  ]);
});

it.each([
  ['another scheme', 'ftp://site.test/'],
  ['a file', 'file:///etc/passwd'],
  ['data', 'data:text/html,bonjour'],
  ['credentials', 'http://nom:secret@site.test/'],
  ['text that is not an address', 'bonjour'],
])('refuses %s', async (_what, url) => {
  const failure: unknown = await fetchWith(url).catch((error: unknown) => error);
  expect(failure).toSatisfy(failsAs('import-refused'));
  expect(String(failure)).not.toContain('secret');
});

it.each([
  'http://127.0.0.1:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f.1:PORT/',
  'http://[::1]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://localhost:PORT/',
  'http://169.254.169.254/latest/meta-data/',
])('refuses %s by default, without sending a request', async (url) => {
  const site = await startSite((_request, response) => page(response));
  const fetcher = createFetcher({ version: '1', contact: null, maxBytes: 1000, timeoutMs: 10_000 });
  const fetching = fetcher.fetch(url.replace('PORT', String(site.port)));
  await expect(fetching).rejects.toSatisfy(failsAs('import-refused'));
  expect(site.requests).toEqual([]);
});

it('refuses a name when one of its addresses is not public', async () => {
  const resolve = async () => [
    { address: '127.0.0.1', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];
  await expect(fetchWith('http://site.test/', { resolve })).rejects.toSatisfy(failsAs('import-refused'));
});

it('connects to the address that was checked, even if the name resolves to another one later', async () => {
  const site = await startSite((_request, response) => page(response));
  let calls = 0;
  // Each connection resolves once; a second call for the same one would get a forbidden address.
  const resolve = async () => {
    calls += 1;
    return [{ address: calls <= 2 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
  };
  await fetchWith(`http://site.test:${site.port}/`, { resolve });
  expect(calls).toBe(site.requests.length);
});

it('checks each redirect', async () => {
  const site = await startSite((request, response) => {
    const target = new URL(request.url ?? '/', 'http://site.test').searchParams.get('vers');
    if (target !== null) response.writeHead(302, { location: target }).end();
    else if (request.url !== '/robots.txt') page(response);
  });
  const via = (target: string) =>
    fetchWith(`http://site.test:${site.port}/?vers=${encodeURIComponent(target)}`);
  expect((await via('/arrivee')).url).toBe(`http://site.test:${site.port}/arrivee`);
  for (const target of ['http://10.0.0.1/', 'http://[::1]/', 'file:///etc/passwd', 'http://a:b@site.test/']) {
    await expect(via(target)).rejects.toSatisfy(failsAs('import-refused'));
  }
});

it('gives up after five redirects', async () => {
  const site = await startSite((request, response) => {
    if (request.url !== '/robots.txt') response.writeHead(301, { location: `${request.url}x` }).end();
  });
  await expect(fetchWith(`http://site.test:${site.port}/`)).rejects.toSatisfy(failsAs('import-unreadable'));
  expect(site.requests.filter(({ url }) => url !== '/robots.txt')).toHaveLength(6);
});

it('refuses a document that is too large, announced or not, compressed or not', async () => {
  const site = await startSite((request, response) => {
    if (request.url === '/annonce') page(response, 'x'.repeat(2000));
    if (request.url === '/compresse')
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end(gzipSync('x'.repeat(1_000_000)));
    if (request.url === '/flux') {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('x'.repeat(500)), 5);
      response.on('close', () => clearInterval(timer));
    }
  });
  for (const path of ['/annonce', '/compresse', '/flux']) {
    const fetching = fetchWith(`http://site.test:${site.port}${path}`, { maxBytes: 1500 });
    await expect(fetching).rejects.toSatisfy(failsAs('import-refused'));
  }
});

it('times out on a site that does not end its answer', async () => {
  const site = await startSite((request, response) => {
    if (request.url === '/lent') response.writeHead(200, { 'content-type': 'text/html' }).write('début');
  });
  const fetching = fetchWith(`http://site.test:${site.port}/lent`, { timeoutMs: 200 });
  // Not `deadline-exceeded`, which is tried again.
  await expect(fetching).rejects.toSatisfy(failsAs('import-unreadable'));
});

it.each(['/robots.txt', '/page'])('gives up on a site that switches protocols at %s', async (path) => {
  const site = await startSite((request, response) => {
    if (request.url !== path) return;
    request.socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    response.detachSocket(request.socket);
  });
  const fetching = fetchWith(`http://site.test:${site.port}/page`);
  // At once: not at the deadline.
  await expect(fetching).rejects.toMatchObject({
    code: 'import-unreadable',
    message: expect.stringContaining('coupé l’échange'),
  });
  expect(site.requests.at(-1)?.url).toBe(path);
});

it('settles at its deadline even when a step of it never does', async () => {
  const late = fetchWith('http://site.test/', { resolve: () => new Promise(() => {}), timeoutMs: 50 });
  await expect(late).rejects.toSatisfy(failsAs('import-unreadable'));
});

it.each(['/robots.txt', '/lent'])('stops at once when the import is cancelled at %s', async (path) => {
  const site = await startSite((request, response) => {
    if (request.url === path) response.writeHead(200, { 'content-type': 'text/html' }).write('début');
  });
  const controller = new AbortController();
  const cancelled = importFrom(`http://site.test:${site.port}/lent`, {}, controller.signal);
  cancelled.catch(() => {});
  await expect.poll(() => site.requests.at(-1)?.url, { timeout: 30_000 }).toBe(path);
  const closed = new Promise((resolve) =>
    site.requests
      .at(-1)
      ?.socket.on('error', () => {})
      .on('close', resolve),
  );
  controller.abort(new Error('arrêt'));
  await expect(cancelled).rejects.toThrow('arrêt');
  await closed;
});

it.each([
  ['fige', 2_000, 'la lecture dépasse 3 secondes'],
  ['remplit', 60_000, 'demandait trop de mémoire'],
])('survives a site that does to the reading what « %s » does', async (name, parseTimeoutMs, reason) => {
  const limits = { fetchTimeoutMs: 1_000, parseTimeoutMs, workerMemoryMb: 64 };
  const reading = importFrom(`http://${name}.test/`, { limits });
  await expect(reading).rejects.toSatisfy(failsAs('import-unreadable'));
  await expect(reading).rejects.toThrow(reason);
});

it.each([
  ['an image', 'image/png', 200],
  ['an image', 'image/png', 200],
  ['a missing page', 'text/html', 404],
  ['a failing page', 'text/html', 500],
])('does not read %s', async (_what, type, status) => {
  const site = await startSite((request, response) => {
    if (request.url !== '/robots.txt') response.writeHead(status, { 'content-type': type }).end('x');
  });
  await expect(fetchWith(`http://site.test:${site.port}/`)).rejects.toSatisfy(failsAs('import-unreadable'));
});

it.each([
  ['forbids the page', 'User-agent: *\nDisallow: /prive', 200, 'import-refused'],
  ['forbids this program', 'User-agent: Essaimage\nDisallow: /', 200, 'import-refused'],
  ['cannot be read', '', 503, 'import-refused'],
  ['forbids others', 'User-agent: Autre\nDisallow: /', 200, null],
  ['does not exist', '', 404, null],
])('respects a robots.txt that %s', async (_what, robots, status, code) => {
  const site = await startSite((request, response) => {
    if (request.url === '/robots.txt')
      response.writeHead(status, { 'content-type': 'text/plain' }).end(robots);
    else page(response);
  });
  const fetching = fetchWith(`http://site.test:${site.port}/prive/page`);
  if (code === null) await expect(fetching).resolves.toBeDefined();
  else {
    await expect(fetching).rejects.toSatisfy(failsAs('import-refused'));
    expect(site.requests.map(({ url }) => url)).toEqual(['/robots.txt']);
  }
});

it('asks a site for its robots.txt once, even when it cannot be read', async () => {
  const site = await startSite((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(503).end();
  });
  const fetcher = createFetcher(OPEN);
  for (const path of ['/un', '/deux']) {
    const fetching = fetcher.fetch(`http://site.test:${site.port}${path}`);
    await expect(fetching).rejects.toSatisfy(failsAs('import-refused'));
  }
  expect(site.requests.map(({ url }) => url)).toEqual(['/robots.txt']);
});

it('reaches the ports of web sites only, directly or after a redirect', async () => {
  const hidden = await startSite((_request, response) => page(response));
  const { isAllowedPort: _any, ...open } = OPEN;
  const fetch = (url: string, options: FetcherOptions) => createFetcher(options).fetch(url);
  const refusal = /port/;
  await expect(fetch(`http://site.test:${hidden.port}/`, open)).rejects.toThrow(refusal);
  await expect(fetch(`https://site.test:${hidden.port}/`, open)).rejects.toSatisfy(failsAs('import-refused'));
  const site = await startSite((request, response) => {
    if (request.url === '/vers') {
      response.writeHead(302, { location: `http://autre.test:${hidden.port}/` }).end();
    }
  });
  const onlySite = { ...OPEN, isAllowedPort: (port: number) => port === site.port };
  await expect(fetch(`http://site.test:${site.port}/vers`, onlySite)).rejects.toThrow(refusal);
  expect(hidden.requests).toEqual([]);
});

it('visits as many sites as it is allowed to, each at its own rhythm', async () => {
  const site = await startSite((_request, response) => page(response));
  const fetcher = createFetcher({ ...OPEN, maxSites: Number.POSITIVE_INFINITY });
  for (let number = 0; number <= 20; number += 1) {
    await expect(fetcher.fetch(`http://site-${number}.test:${site.port}/`)).resolves.toBeDefined();
  }
});

it('visits a bounded number of sites for one import', async () => {
  const site = await startSite((request, response) => {
    const number = Number(request.headers.host?.match(/\d+/)?.[0]);
    if (request.url !== '/robots.txt')
      response.writeHead(302, { location: `http://site-${number + 1}.test:${site.port}/` }).end();
  });
  const fetcher = createFetcher(OPEN);
  const visit = (number: number) => fetcher.fetch(`http://site-${number}.test:${site.port}/`);
  for (const number of [0, 6, 12])
    await expect(visit(number)).rejects.toSatisfy(failsAs('import-unreadable'));
  await expect(visit(18)).rejects.toThrow('plus de 20 sites');
  expect(site.requests.filter(({ url }) => url === '/robots.txt')).toHaveLength(20);
});

it('refuses an address that is too long, given or reached by a redirect', async () => {
  const site = await startSite((request, response) => {
    if (request.url === '/vers') response.writeHead(302, { location: `/${'x'.repeat(2000)}` }).end();
  });
  for (const path of ['x'.repeat(2000), 'vers'])
    await expect(fetchWith(`http://site.test:${site.port}/${path}`)).rejects.toThrow('dépasse 2000');
});

/** Robots.txt that the rules must not let stall or fill the service. */
const HOSTILE_ROBOTS = [
  [
    'many agents times many rules',
    `${'User-agent: *\n'.repeat(9_000)}${'Disallow: /x\n'.repeat(2_000)}`,
    true,
  ],
  ['many stars', `User-agent: *\n${`Disallow: /${'*a'.repeat(900)}b\n`.repeat(280)}`, true],
  ['an endless run of stars', `User-agent: *\nDisallow: /x${'*'.repeat(500_000)}`, true],
  ['a line without end', `User-agent: *\nDisallow: /${'a*b'.repeat(170_000)}`, true],
  ['more rules than are read', `User-agent: *\n${'Allow: /\n'.repeat(20_000)}`, false],
] as const;

it.each(HOSTILE_ROBOTS)(
  'reads a robots.txt of %s within the memory of the process',
  async (_, robots, isAllowed) => {
    const site = await startSite((request, response) => {
      if (request.url === '/robots.txt') page(response, robots, 'text/plain');
      else page(response, listingPage('liste-drupal-page-2.html'));
    });
    const url = `http://site.test:${site.port}/${'a'.repeat(1_900)}`;
    const reading = importFrom(url, { limits: { workerMemoryMb: 128 } });
    if (isAllowed) expect((await reading).resources.length).toBeGreaterThan(0);
    else await expect(reading).rejects.toSatisfy(failsAs('import-refused'));
  },
);

const listingPage = (name: string) => readFileSync(new URL(`./pages/${name}`, import.meta.url), 'utf8');

it('follows the pager of a listing to its end, and names resources by their links', async () => {
  const site = await startSite((request, response) => {
    if (request.url === '/conferences') page(response, listingPage('liste-drupal-page-1.html'));
    if (request.url === '/conferences?page=1') page(response, listingPage('liste-drupal-page-2.html'));
  });
  const url = `http://site.test:${site.port}/conferences`;
  const { resources, wholeListing, progress } = await importFrom(url);
  expect(resources.map((resource) => [resource.url, resource.access])).toEqual([
    [`http://site.test:${site.port}/ressources/epicerie-sociale`, 'public'],
    [`http://site.test:${site.port}/ressources/reservee`, 'members'],
    [`http://site.test:${site.port}/ressources/jardin`, 'public'],
  ]);
  expect(new Set(resources.map(({ listing }) => listing.origin))).toEqual(new Set([url]));
  expect(wholeListing).toBe(url);
  expect(progress).toEqual([
    { done: 1, total: 2 },
    { done: 2, total: 2 },
  ]);
});

it('does not report the end of a listing when a page fails or is left unread', async () => {
  const site = await startSite((request, response) => {
    if (request.url === '/conferences') page(response, listingPage('liste-drupal-page-1.html'));
    else if (request.url !== '/robots.txt') response.writeHead(500).end();
  });
  const url = `http://site.test:${site.port}/conferences`;
  const failed = await importFrom(url);
  expect(failed.resources).toHaveLength(2);
  expect(failed.notes.map(({ code }) => code)).toEqual(['document-unreadable']);
  expect(failed.wholeListing).toBeNull();
  const capped = await importFrom(url, { limits: { documents: 1 } });
  expect(capped.notes.map(({ code }) => code)).toEqual(['too-many-pages']);
  expect(capped.wholeListing).toBeNull();
});

it('fails when the first page cannot be read', async () => {
  const site = await startSite((request, response) => {
    if (request.url !== '/robots.txt') response.writeHead(404).end();
  });
  const url = `http://site.test:${site.port}/absente`;
  await expect(importFrom(url)).rejects.toSatisfy(failsAs('import-unreadable'));
});
