import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { expect, it, vi } from 'vitest';
import type { Session } from './database.ts';
import { ConnectionLostError } from './database-errors.ts';
import { createGuardedConnection, createLanes } from './guarded-connection.ts';

const LONG_MS = 60_000;
const never = () => new Promise<never>(() => {});

/** A link to unreachable databases, which records its calls. */
function fakeLink() {
  const events: string[] = [];
  let opened: Session | null = null;
  let count = 0;
  const link = {
    async open() {
      if (opened !== null) return opened;
      count += 1;
      events.push(`open ${count}`);
      const session = {
        database: drizzle(postgres('postgres://nobody@localhost/nothing')),
        discard() {
          if (opened !== session) return;
          events.push(`discard ${count}`);
          opened = null;
        },
      };
      opened = session;
      return session;
    },
    async close() {
      events.push('close');
    },
  };
  return { events, link };
}

it('discards the link of an operation past its deadline, and opens another for the next', async () => {
  const { events, link } = fakeLink();
  const connection = createGuardedConnection({ link, concurrency: 1, timeoutMs: LONG_MS, hardTimeoutMs: 5 });
  await expect(connection.run('attente', never)).rejects.toMatchObject({
    code: 'deadline-exceeded',
    details: { operation: 'attente', timeoutMs: LONG_MS },
  });
  expect(await connection.run('suite', async () => 'fait')).toBe('fait');
  expect(events).toEqual(['open 1', 'discard 1', 'open 2']);
});

it('discards a broken link, but not after an error of the operation itself', async () => {
  const { events, link } = fakeLink();
  const connection = createGuardedConnection({
    link,
    concurrency: 2,
    timeoutMs: LONG_MS,
    hardTimeoutMs: LONG_MS,
  });
  const fail = (error: Error) => connection.run('échec', () => Promise.reject(error));
  const mistake = new TypeError('mistake');
  await expect(fail(mistake)).rejects.toBe(mistake);
  expect(events).toEqual(['open 1']);
  const broken = new ConnectionLostError('rompu');
  await Promise.all([
    expect(fail(broken)).rejects.toMatchObject({ code: 'store-unavailable' }),
    expect(fail(broken)).rejects.toMatchObject({ code: 'store-unavailable' }),
  ]);
  await connection.run('suite', async () => {});
  expect(events).toEqual(['open 1', 'discard 1', 'open 2']);
});

it('refuses an operation that waited too long, without disturbing the running one', async () => {
  const { events, link } = fakeLink();
  const connection = createGuardedConnection({ link, concurrency: 1, timeoutMs: 5, hardTimeoutMs: LONG_MS });
  let finish = () => {};
  const running = connection.run('longue', () => new Promise<void>((resolve) => (finish = resolve)));
  await expect(connection.run('attente', async () => {})).rejects.toMatchObject({
    code: 'deadline-exceeded',
  });
  finish();
  await running;
  expect(events).toEqual(['open 1']);
});

it('finishes running operations before it closes, and refuses new ones', async () => {
  const { events, link } = fakeLink();
  const connection = createGuardedConnection({
    link,
    concurrency: 1,
    timeoutMs: LONG_MS,
    hardTimeoutMs: LONG_MS,
  });
  let finish = () => {};
  const running = connection.run('longue', () => new Promise<void>((resolve) => (finish = resolve)));
  const closing = connection.close();
  await expect(connection.run('tard', async () => {})).rejects.toMatchObject({ code: 'store-unavailable' });
  expect(events).toEqual(['open 1']);
  finish();
  await running;
  await Promise.all([closing, connection.close()]);
  expect(events).toEqual(['open 1', 'close']);
});

it('refuses one operation too many', async () => {
  const { link } = fakeLink();
  const options = { link, timeoutMs: LONG_MS, hardTimeoutMs: LONG_MS };
  const connection = createGuardedConnection({ ...options, concurrency: 1 });
  let finish = () => {};
  const running = connection.run('longue', () => new Promise<void>((resolve) => (finish = resolve)));
  const waiting = Array.from({ length: 500 }, () => connection.run('attente', async () => 'fait'));
  await vi.waitFor(() => expect(connection.load().waiting).toBe(500));
  await new Promise(setImmediate);
  await expect(connection.run('de trop', async () => {})).rejects.toMatchObject({ code: 'overloaded' });
  finish();
  await running;
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['fait']));
});

it('estimates a wait from past durations when every place is taken', async () => {
  const { link } = fakeLink();
  const connection = createGuardedConnection({
    link,
    concurrency: 1,
    timeoutMs: LONG_MS,
    hardTimeoutMs: LONG_MS,
  });
  await connection.run('mesure', () => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(connection.load()).toEqual({ waiting: 0, estimatedWaitMs: 0 });
  let finish = () => {};
  const running = connection.run('longue', () => new Promise<void>((resolve) => (finish = resolve)));
  // Starting takes more than one turn of the event loop.
  await new Promise(setImmediate);
  await vi.waitFor(() => expect(connection.load().estimatedWaitMs).toBeGreaterThan(10));
  finish();
  await running;
});

it('rejects an aborted operation at once, and makes the next one wait for its end', async () => {
  const { events, link } = fakeLink();
  const connection = createGuardedConnection({
    link,
    concurrency: 1,
    timeoutMs: LONG_MS,
    hardTimeoutMs: LONG_MS,
  });
  const leaving = new AbortController();
  const done: string[] = [];
  let finish = () => {};
  const work = () => new Promise<void>((resolve) => (finish = resolve)).then(() => done.push('première'));
  const running = connection.run('longue', work, { signal: leaving.signal });
  const next = connection.run('suite', async () => done.push('suite'));
  await vi.waitFor(() => expect(connection.load().waiting).toBe(1));
  await new Promise(setImmediate);
  leaving.abort(new Error('parti'));
  await expect(running).rejects.toThrow('parti');
  expect(done).toEqual([]);
  finish();
  await next;
  expect(done).toEqual(['première', 'suite']);
  expect(events).toEqual(['open 1']);
});

it('leaves out of the estimate operations with a longer deadline, and aborted ones', async () => {
  const { link } = fakeLink();
  const options = { link, timeoutMs: LONG_MS, hardTimeoutMs: LONG_MS };
  const connection = createGuardedConnection({ ...options, concurrency: 1 });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  await connection.run('publication', pause, { timeoutMs: 2 * LONG_MS });
  const leaving = new AbortController();
  const left = connection.run('abandonnée', pause, { signal: leaving.signal });
  await new Promise(setImmediate);
  leaving.abort(new Error('parti'));
  await expect(left).rejects.toThrow('parti');
  const begun = vi.fn();
  let finish = () => {};
  const running = connection.run('longue', () => {
    begun();
    return new Promise<void>((resolve) => (finish = resolve));
  });
  await vi.waitFor(() => expect(begun).toHaveBeenCalled());
  expect(connection.load()).toEqual({ waiting: 0, estimatedWaitMs: 0 });
  finish();
  await running;
});

const tooLate = () => new Error('trop tard');
const LONG = { timeoutMs: LONG_MS, tooLate };

it('admits as many tasks as there are lanes, then in order of arrival', async () => {
  const lanes = createLanes(2);
  const first = await lanes.enter(LONG);
  await lanes.enter(LONG);
  const served: number[] = [];
  const waiting = [1, 2].map(async (n) => {
    const place = await lanes.enter(LONG);
    served.push(n);
    return place;
  });
  await Promise.resolve();
  expect(served).toEqual([]);
  first.leave();
  (await waiting[0])?.leave();
  await waiting[1];
  expect(served).toEqual([1, 2]);
});

it('stops waiting after the timeout, and leaves the place to the next', async () => {
  const lanes = createLanes(1);
  const place = await lanes.enter(LONG);
  const patient = lanes.enter(LONG);
  await expect(lanes.enter({ timeoutMs: 1, tooLate })).rejects.toThrow('trop tard');
  place.leave();
  expect(await patient).toMatchObject({ number: 0 });
});

it('is idle when the last one has left', async () => {
  const lanes = createLanes(1);
  await lanes.idle();
  const place = await lanes.enter(LONG);
  let isIdle = false;
  const idle = lanes.idle().then(() => {
    isIdle = true;
  });
  await Promise.resolve();
  expect(isIdle).toBe(false);
  place.leave();
  await idle;
});

it('removes an aborted task from the line without losing a turn', async () => {
  const lanes = createLanes(1);
  const place = await lanes.enter(LONG);
  const leaving = new AbortController();
  const gone = lanes.enter({ ...LONG, signal: leaving.signal });
  const patient = lanes.enter(LONG);
  await Promise.resolve();
  expect(lanes.waiting).toBe(2);
  leaving.abort(new Error('parti'));
  await expect(gone).rejects.toThrow('parti');
  expect(lanes.waiting).toBe(1);
  place.leave();
  expect(await patient).toMatchObject({ number: 0 });
});
