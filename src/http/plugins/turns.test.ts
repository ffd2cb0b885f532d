import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, expect, it, vi } from 'vitest';
import { Turns } from './turns.ts';

const { signal } = new AbortController();
let now = 0;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});

/** Takes a turn of `name` that lasts `ms`. */
async function run(turns: Turns, name: string, ms: number): Promise<void> {
  const end = await turns.take(name, signal);
  now += ms;
  end();
}

/** Says whether a turn of `name` begins at once, and ends it. */
async function isTaken(turns: Turns, name: string): Promise<boolean> {
  const leaving = new AbortController();
  const taken = turns.take(name, leaving.signal).then(
    (end) => {
      end();
      return true;
    },
    () => false,
  );
  // A few looks of one that waits.
  await delay(50);
  leaving.abort();
  return await taken;
}

it('gives a client two turns at once, and others theirs', async () => {
  const turns = new Turns(300);
  const ends = [await turns.take('a', signal), await turns.take('a', signal)];
  expect([await isTaken(turns, 'a'), await isTaken(turns, 'b')]).toEqual([false, true]);
  ends[0]?.();
  ends[0]?.();
  expect(await isTaken(turns, 'a')).toBe(true);
});

it('slows down a client that is ahead of its share, alone, until it is paid back', async () => {
  const turns = new Turns(300);
  await run(turns, 'a', 300);
  await run(turns, 'a', 200);
  expect([await isTaken(turns, 'a'), await isTaken(turns, 'b')]).toEqual([false, true]);
  // 500 ms used, 100 of them paid back by half of the 200 of the second: 100 more to wait for.
  now += 198;
  expect(await isTaken(turns, 'a')).toBe(false);
  now += 2;
  expect(await isTaken(turns, 'a')).toBe(true);
});

it('has those that run together share the cost, and charges a second at the most', async () => {
  const turns = new Turns(300);
  const ends = [await turns.take('a', signal), await turns.take('b', signal)];
  now += 600;
  for (const end of ends) end();
  expect(await isTaken(turns, 'a')).toBe(true);
  await run(turns, 'c', 60_000);
  now += 1_400;
  expect(await isTaken(turns, 'c')).toBe(true);
});

it('gives more to each client of a service that allows more calls', async () => {
  const turns = new Turns(3_000);
  await run(turns, 'a', 500);
  now += 40;
  for (let n = 0; n < 19; n += 1) await turns.take('a', signal);
  expect(await isTaken(turns, 'a')).toBe(true);
});

it('refuses a client of which a hundred wait', async () => {
  const turns = new Turns(300);
  const leaving = new AbortController();
  const waiting = Array.from({ length: 102 }, () => turns.take('a', leaving.signal).catch(() => {}));
  await vi.waitFor(() => expect(turns.take('a', signal)).rejects.toMatchObject({ code: 'rate-limited' }));
  expect(await isTaken(turns, 'b')).toBe(true);
  leaving.abort();
  await Promise.all(waiting);
});
