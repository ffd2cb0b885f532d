import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCheckSources } from '../../src/application/operate/check-sources.ts';
import { createFetcher } from '../../src/ingestion/fetch/fetcher.ts';
import type { SourceVisit } from '../../src/ports/review-store.ts';
import { OPEN_NETWORK } from '../fixtures/open-network.ts';
import { type Listening, serve } from '../web/serve.ts';

const asked: string[] = [];
/** Receives the visits that never get an answer. */
const slow = new EventEmitter();
let site: Listening;
let origin = '';
beforeAll(async () => {
  site = await serve((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (path === '/robots.txt') response.end('User-agent: *\nDisallow: /interdit');
    else if (path === '/ancienne') response.writeHead(301, { location: '/nouvelle' }).end();
    else if (path === '/lente') {
      response.once('close', () => slow.emit('close'));
      slow.emit('asked');
    } else if (path === '/absente') response.writeHead(404).end();
    else if (path === '/etude.zip') response.writeHead(200, { 'content-type': 'application/zip' }).end('PK');
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Bonjour.</p>');
  });
  origin = site.origin.replace('127.0.0.1', 'exemple.fr');
});
afterAll(() => site.close());

async function check(paths: readonly string[], signal = new AbortController().signal) {
  const { fetch } = createFetcher({
    ...OPEN_NETWORK,
    version: '1',
    contact: null,
    delayMs: 0,
    timeoutMs: 20_000,
    maxBytes: 1000,
  });
  const progress: number[] = [];
  const recorded: SourceVisit[] = [];
  const checks = {
    async listUnvisited(since: string) {
      expect(since).toBe('2026-01-01T03:04:05.006Z');
      return paths.map((path) => `${origin}${path}`);
    },
    record: async (visit: SourceVisit) => void recorded.push(visit),
    listTroubled: async () => [],
  };
  const run = createCheckSources(
    checks,
    async (url, given) => (await fetch(url, given)).url,
    () => new Date('2026-01-02T03:04:05.006Z'),
  );
  await run(({ done }) => progress.push(done), signal);
  return { progress, recorded };
}

it('says which addresses answer, which moved, and which a person must look at', async () => {
  const { progress, recorded } = await check([
    '/page',
    '/ancienne',
    '/absente',
    '/interdit/page',
    '/etude.zip',
  ]);
  expect(recorded.map(({ url, outcome }) => [url.slice(origin.length), outcome])).toEqual([
    ['/page', 'reached'],
    ['/ancienne', 'moved'],
    ['/absente', 'to-check'],
    ['/interdit/page', 'to-check'],
    ['/etude.zip', 'to-check'],
  ]);
  expect(recorded[1]?.detail).toBe(`${origin}/nouvelle`);
  expect(recorded[2]?.detail).toContain('404');
  expect(recorded[3]?.detail).toContain('robots.txt');
  expect(asked).not.toContain('/interdit/page');
  expect(progress).toEqual([1, 2, 3, 4, 5]);
  expect(new Set(recorded.map(({ checkedAt }) => checkedAt))).toEqual(new Set(['2026-01-02T03:04:05.006Z']));
});

it('stops at once when it is interrupted', async () => {
  const reason = new Error('Ctrl+C');
  await expect(check(['/trois'], AbortSignal.abort(reason))).rejects.toBe(reason);
});

it('leaves a site that does not answer when it is interrupted, and hangs up', async () => {
  const reason = new Error('Ctrl+C');
  const interruption = new AbortController();
  const [visited, left] = [once(slow, 'asked'), once(slow, 'close')];
  const checking = check(['/lente'], interruption.signal);
  await visited;
  interruption.abort(reason);
  await expect(checking).rejects.toBe(reason);
  await left;
});
