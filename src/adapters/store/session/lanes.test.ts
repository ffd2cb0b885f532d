import { expect, it } from 'vitest';
import { createLanes } from './lanes.ts';

const LONG_MS = 60_000;

it('admits as many tasks as there are lanes, then in order of arrival', async () => {
  const lanes = createLanes(2);
  const first = await lanes.enter(LONG_MS);
  await lanes.enter(LONG_MS);
  const served: number[] = [];
  const waiting = [1, 2].map(async (n) => {
    const place = await lanes.enter(LONG_MS);
    served.push(n);
    return place;
  });
  await Promise.resolve();
  expect(served).toEqual([]);
  first?.leave();
  first?.leave();
  (await waiting[0])?.leave();
  await waiting[1];
  expect(served).toEqual([1, 2]);
});

it('stops waiting after the timeout, and leaves the place to the next', async () => {
  const lanes = createLanes(1);
  const place = await lanes.enter(LONG_MS);
  const patient = lanes.enter(LONG_MS);
  expect(await lanes.enter(1)).toBeNull();
  place?.leave();
  expect(await patient).toMatchObject({ number: 0 });
});

it('is idle when the last one has left', async () => {
  const lanes = createLanes(1);
  await lanes.idle();
  const place = await lanes.enter(LONG_MS);
  let isIdle = false;
  const idle = lanes.idle().then(() => {
    isIdle = true;
  });
  await Promise.resolve();
  expect(isIdle).toBe(false);
  place?.leave();
  await idle;
});

it('removes an aborted task from the line without losing a turn', async () => {
  const lanes = createLanes(1);
  const place = await lanes.enter(LONG_MS);
  const leaving = new AbortController();
  const gone = lanes.enter(LONG_MS, leaving.signal);
  const patient = lanes.enter(LONG_MS);
  await Promise.resolve();
  expect(lanes.waiting).toBe(2);
  leaving.abort(new Error('parti'));
  await expect(gone).rejects.toThrow('parti');
  expect(lanes.waiting).toBe(1);
  place?.leave();
  expect(await patient).toMatchObject({ number: 0 });
});
