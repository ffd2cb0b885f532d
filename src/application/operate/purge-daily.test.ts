import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDailyPurge } from './purge-daily.ts';

const HOUR_MS = 3_600_000;

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-03-01T12:00:00.000Z') }));
afterEach(() => vi.useRealTimers());

/** A purge with the limits that it receives, and its reported failures. */
function start(remove: () => Promise<unknown> = async () => 0) {
  const limits: string[] = [];
  const incidents: unknown[] = [];
  const purge = createDailyPurge({
    removeBefore(time) {
      limits.push(time);
      return remove();
    },
    now: () => new Date(),
    retentionDays: 30,
    onIncident: (cause) => incidents.push(cause),
  });
  return { purge, limits, incidents };
}

it('deletes what is old at start, then every day until it is closed', async () => {
  const { purge, limits } = start();
  await purge.start();
  expect(limits).toEqual(['2026-01-30T12:00:00.000Z']);
  await vi.advanceTimersByTimeAsync(23 * HOUR_MS);
  expect(limits).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(limits).toEqual(['2026-01-30T12:00:00.000Z', '2026-01-31T12:00:00.000Z']);
  await purge.close();
  await vi.advanceTimersByTimeAsync(48 * HOUR_MS);
  expect(limits).toHaveLength(2);
});

it('reports a failed purge and tries again the next day', async () => {
  const failure = new Error('panne');
  const { purge, limits, incidents } = start(() => Promise.reject(failure));
  await purge.start();
  expect(incidents).toEqual([failure]);
  await vi.advanceTimersByTimeAsync(25 * HOUR_MS);
  expect(limits).toHaveLength(2);
  expect(incidents).toHaveLength(2);
  await purge.close();
});
