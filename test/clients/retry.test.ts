import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { remember } from '../../web/api/remember.ts';
import { retry } from '../../web/api/retry.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ADDRESS = 'https://essaimage.example/v1/themes';
const write = (headers: Record<string, string> = {}) =>
  new Request(ADDRESS, { method: 'POST', body: '{"a":1}', headers });

/** Service that gives these answers in turn, and keeps the bodies that it was sent. */
function answering(...answers: readonly (number | 'lost')[]) {
  const bodies: string[] = [];
  const waiting = [...answers];
  const fetchApi = async (request: Request) => {
    bodies.push(await request.text());
    const next = waiting.shift() ?? 200;
    if (next === 'lost') throw new TypeError('fetch failed');
    return new Response(null, { status: next, headers: next < 300 ? {} : { 'retry-after': '2' } });
  };
  return { fetchApi, bodies };
}

async function outcomeOf(call: Promise<Response>): Promise<number | string> {
  const outcome = call.then(
    ({ status }) => status,
    () => 'lost',
  );
  await vi.runAllTimersAsync();
  return await outcome;
}

it.each([
  ['a reading, when the service is unavailable', new Request(ADDRESS), [503, 'lost', 200], 200, 3],
  ['a reading, three times at most', new Request(ADDRESS), [503, 503, 503, 200], 503, 3],
  ['a refused write, which did nothing', write(), [429, 200], 200, 2],
  ['no write that may have been done', write(), [503, 200], 503, 1],
  ['no write that was lost', write(), ['lost', 200], 'lost', 1],
  ['a write with an idempotency key', write({ 'idempotency-key': 'a' }), ['lost', 503, 200], 200, 3],
  ['a write whose first try is still running', write({ 'idempotency-key': 'a' }), ['lost', 409, 201], 201, 3],
  ['no conflict without a key', write(), [409, 201], 409, 1],
  ['no failure of the request', new Request(ADDRESS), [404, 200], 404, 1],
] as const)('repeats %s', async (_what, request, answers, expected, calls) => {
  const { fetchApi, bodies } = answering(...answers);
  expect(await outcomeOf(retry(fetchApi)(request))).toBe(expected);
  expect(bodies).toHaveLength(calls);
  expect(new Set(bodies).size).toBe(1);
});

it('waits as long as the service says, and not longer than its caller wants', async () => {
  const patient = answering(503, 200);
  const call = retry(patient.fetchApi)(new Request(ADDRESS));
  await vi.advanceTimersByTimeAsync(1_999);
  expect(patient.bodies).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect((await call).status).toBe(200);

  const hurried = answering(503, 200);
  expect(await outcomeOf(retry(hurried.fetchApi, { maxWaitMs: 1_000 })(new Request(ADDRESS)))).toBe(503);
});

it('stops waiting when its caller leaves', async () => {
  const controller = new AbortController();
  const { fetchApi, bodies } = answering(503, 200);
  const call = outcomeOf(retry(fetchApi)(new Request(ADDRESS, { signal: controller.signal })));
  controller.abort();
  expect(await call).toBe('lost');
  expect(bodies).toHaveLength(1);
});

it('gives again what has not changed, and forgets the oldest', async () => {
  const asked: (string | null)[] = [];
  const fetchApi = remember(async ({ url, headers }) => {
    const known = headers.get('if-none-match');
    asked.push(known);
    return known === null
      ? new Response(`read ${url}`, { headers: { etag: `W/"${url}"` } })
      : new Response(null, { status: 304 });
  }, 1);
  const read = async (url: string) => (await fetchApi(new Request(url))).text();
  expect(await read(ADDRESS)).toBe(`read ${ADDRESS}`);
  expect(await read(ADDRESS)).toBe(`read ${ADDRESS}`);
  await read(`${ADDRESS}?other`);
  await read(ADDRESS);
  expect(asked).toEqual([null, `W/"${ADDRESS}"`, null, null]);
});
