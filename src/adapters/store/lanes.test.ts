import { expect, it } from 'vitest';
import { createLanes } from './lanes.ts';

const LONG_MS = 60_000;

it('lets in as many as there are lanes, then in order of arrival', async () => {
  const lanes = createLanes(2);
  const first = await lanes.enter(LONG_MS);
  await lanes.enter(LONG_MS);
  const served: number[] = [];
  const waiting = [1, 2].map(async (n) => {
    const leave = await lanes.enter(LONG_MS);
    served.push(n);
    return leave;
  });
  await Promise.resolve();
  expect(served).toEqual([]);
  first?.();
  first?.();
  (await waiting[0])?.();
  await waiting[1];
  expect(served).toEqual([1, 2]);
});

it('gives up waiting after a while, and leaves the place to the next', async () => {
  const lanes = createLanes(1);
  const leave = await lanes.enter(LONG_MS);
  const patient = lanes.enter(LONG_MS);
  expect(await lanes.enter(1)).toBeNull();
  leave?.();
  expect(await patient).toBeTypeOf('function');
});

it('is idle when the last one has left', async () => {
  const lanes = createLanes(1);
  await lanes.idle();
  const leave = await lanes.enter(LONG_MS);
  let isIdle = false;
  const idle = lanes.idle().then(() => {
    isIdle = true;
  });
  await Promise.resolve();
  expect(isIdle).toBe(false);
  leave?.();
  await idle;
});
