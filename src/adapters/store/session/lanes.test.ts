import { expect, it } from 'vitest';
import { createLanes } from './lanes.ts';

const tooLate = () => new Error('trop tard');
const LONG = { timeoutMs: 60_000, tooLate };

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
