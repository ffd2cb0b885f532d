import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCheckSources, type SourceCheck } from '../../src/application/operate/check-sources.ts';
import type { Experience } from '../../src/domain/experience/experience.ts';
import { createFetcher } from '../../src/ingestion/fetch/fetcher.ts';
import type { ExperienceStore } from '../../src/ports/experience-store.ts';
import type { SourceVisit } from '../../src/ports/review-store.ts';
import { experience } from '../fakes/experiences.ts';
import { OPEN_NETWORK } from '../fixtures/open-network.ts';

const asked: string[] = [];
/** Receives the visits that never get an answer. */
const slow = new EventEmitter();
const site = createServer((request, response) => {
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
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://exemple.fr:${address.port}`;
});
afterAll(() => site.close());

const fiche = (id: string, path: string | null): Experience =>
  experience({
    id,
    source: { title: id, url: path === null ? null : `${origin}${path}`, publisher: 'Exemple', date: null },
  });

/** Store that gives its experiences two by two, to the public only. */
function storeOf(experiences: readonly Experience[]): Pick<ExperienceStore, 'listAfter'> {
  return {
    async listAfter(last, _, audience) {
      expect(audience).toBe('public');
      const start = experiences.findIndex(({ id }) => id === last) + 1;
      const items = experiences.slice(start, start + 2).map((one) => ({ experience: one, changedAt: '' }));
      return { version: 'v', items };
    },
  };
}

async function check(experiences: readonly Experience[], done: readonly string[] = [], signal?: AbortSignal) {
  const { fetch } = createFetcher({
    ...OPEN_NETWORK,
    version: '1',
    contact: null,
    delayMs: 0,
    timeoutMs: 20_000,
    maxBytes: 1000,
  });
  const progress: number[] = [];
  const checks: SourceCheck[] = [];
  const recorded: SourceVisit[] = [];
  const run = createCheckSources({
    store: storeOf(experiences),
    checks: { record: async (visit) => void recorded.push(visit) },
    visit: async (url, given) => (await fetch(url, given)).url,
    now: () => new Date('2026-01-02T03:04:05.006Z'),
  })({
    isDone: (url) => done.includes(url),
    onProgress: ({ done: count }) => progress.push(count),
    signal: signal ?? new AbortController().signal,
  });
  for await (const found of run) checks.push(found);
  return { checks, progress, recorded };
}

it('says which addresses answer, which moved, and which a person must look at', async () => {
  const { checks, progress, recorded } = await check([
    fiche('a', '/page'),
    fiche('b', '/ancienne'),
    fiche('c', '/absente'),
    fiche('d', '/interdit/page'),
    fiche('e', '/etude.zip'),
    fiche('f', '/page'),
    fiche('g', null),
  ]);
  expect(checks.map(({ experiences, outcome }) => [experiences.join(), outcome])).toEqual([
    ['a,f', 'reached'],
    ['b', 'moved'],
    ['c', 'to-check'],
    ['d', 'to-check'],
    ['e', 'to-check'],
  ]);
  expect(checks[1]?.detail).toBe(`${origin}/nouvelle`);
  expect(checks[2]?.detail).toContain('404');
  expect(checks[3]?.detail).toContain('robots.txt');
  expect(asked).not.toContain('/interdit/page');
  expect(progress).toEqual([1, 2, 3, 4, 5]);
  expect(recorded).toEqual(
    checks.map(({ experiences, ...visit }) => ({ ...visit, checkedAt: '2026-01-02T03:04:05.006Z' })),
  );
});

it('does not ask again for what an earlier run has checked', async () => {
  asked.length = 0;
  const { checks } = await check([fiche('a', '/un'), fiche('b', '/deux')], [`${origin}/un`]);
  expect(checks.map(({ experiences }) => experiences)).toEqual([['b']]);
  expect(asked).toEqual(['/robots.txt', '/deux']);
});

it('stops at once when it is interrupted', async () => {
  const reason = new Error('Ctrl+C');
  await expect(check([fiche('a', '/trois')], [], AbortSignal.abort(reason))).rejects.toBe(reason);
});

it('leaves a site that does not answer when it is interrupted, and hangs up', async () => {
  const reason = new Error('Ctrl+C');
  const interruption = new AbortController();
  const [visited, left] = [once(slow, 'asked'), once(slow, 'close')];
  const checking = check([fiche('a', '/lente')], [], interruption.signal);
  await visited;
  interruption.abort(reason);
  await expect(checking).rejects.toBe(reason);
  await left;
});
