import { createHmac, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createMemorySharedCounters,
  type MemorySharedCounters,
} from '../../../test/fakes/memory-shared-counters.ts';
import { type CountRequests, createCountRequests } from './count-requests.ts';

const MINUTE_MS = 60_000;
const EVERY_MS = 500;
const ADDRESS = '203.0.113.7';

describe('requests counted by several instances', () => {
  let counters: MemorySharedCounters;
  let incidents: unknown[];
  let instances: CountRequests[];

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-03-01T10:00:10Z') });
    counters = createMemorySharedCounters();
    incidents = [];
    instances = [];
  });
  afterEach(async () => {
    for (const instance of instances) await instance.close();
    vi.useRealTimers();
  });

  function start(): CountRequests {
    const instance = createCountRequests({
      counters,
      keyedHash: (secret, text) => createHmac('sha256', secret).update(text).digest('base64url'),
      newSecret: randomUUID,
      nowMs: Date.now,
      everyMs: EVERY_MS,
      onIncident: (cause) => incidents.push(cause),
    });
    instance.start();
    instances.push(instance);
    return instance;
  }
  const exchanges = (times = 1) => vi.advanceTimersByTimeAsync(times * EVERY_MS);
  const hit = ({ count }: CountRequests, times = 1) => {
    let last = 0;
    for (let n = 0; n < times; n += 1) last = count(ADDRESS, MINUTE_MS).count;
    return last;
  };

  it('adds up the instances after an exchange, and starts again with the next window', async () => {
    const [one, other] = [start(), start()];
    expect(one.count(ADDRESS, MINUTE_MS)).toEqual({ count: 1, resetMs: 50_000 });
    expect([hit(one, 3), hit(other, 2)]).toEqual([4, 2]);
    await exchanges(2);
    // The first instance reads the total of the second only when it has a request of its own to send.
    expect(hit(one)).toBe(5);
    expect(hit(other)).toBe(7);
    await exchanges(2);
    expect(hit(one)).toBe(8);
    expect(one.count('203.0.113.8', MINUTE_MS).count).toBe(1);
    expect(one.count(ADDRESS, 2 * MINUTE_MS).count).toBe(1);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(hit(other)).toBe(1);
  });

  it('counts alone during an outage of the store, reports it once, and shares its counts later', async () => {
    const [one, other] = [start(), start()];
    hit(one);
    await exchanges();
    counters.breakWith(new Error('gone'));
    expect(hit(one, 4)).toBe(5);
    await exchanges(5);
    expect(hit(one)).toBe(6);
    expect(incidents).toHaveLength(1);
    counters.breakWith(null);
    await exchanges();
    hit(other);
    await exchanges();
    expect(hit(other)).toBe(8);
    counters.breakWith(new Error('gone again'));
    await exchanges();
    expect(incidents.length).toBeGreaterThan(1);
  });

  it('sends all its counts again to a store that lost everything', async () => {
    const [one, other] = [start(), start()];
    hit(one, 4);
    hit(other, 2);
    await exchanges(2);
    counters.crash();
    hit(one);
    hit(other);
    await exchanges(3);
    hit(one);
    hit(other);
    await exchanges(2);
    expect(hit(one)).toBe(10);
    expect(hit(other)).toBe(11);
    expect(incidents).toEqual([]);
  });

  it('stores nothing that identifies a client, and nothing of the day before', async () => {
    const one = start();
    hit(one);
    await exchanges();
    const today = [...counters.hits.keys()];
    expect(today).toHaveLength(1);
    expect(today.join()).not.toContain(ADDRESS);
    vi.setSystemTime(Date.now() + 24 * 60 * MINUTE_MS);
    await exchanges();
    expect(counters.hits.size).toBe(0);
    expect(await counters.secretOf('2026-03-01', 'another')).toBe('another');
  });
});
