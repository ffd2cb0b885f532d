import type { SharedCounters } from '../../src/ports/shared-counters.ts';

export interface MemorySharedCounters extends SharedCounters {
  /** Totals by bucket. */
  readonly hits: ReadonlyMap<string, number>;
  /** Loses everything, as a server does with unlogged tables when it crashes. */
  crash(): void;
  /** Makes every later call throw `cause`; null repairs the store. */
  breakWith(cause: Error | null): void;
}

/** Makes shared counters in memory. */
export function createMemorySharedCounters(): MemorySharedCounters {
  const hits = new Map<string, number>();
  const ends = new Map<string, number>();
  const secrets = new Map<string, string>();
  let failure: Error | null = null;
  const reach = () => {
    if (failure !== null) throw failure;
  };
  return {
    hits,
    crash() {
      hits.clear();
      secrets.clear();
    },
    breakWith(cause) {
      failure = cause;
    },
    async secretOf(day, candidate) {
      reach();
      const known = secrets.get(day) ?? candidate;
      secrets.set(day, known);
      return known;
    },
    async add(secret, counted) {
      reach();
      if (![...secrets.values()].includes(secret)) return null;
      for (const { bucket, hits: more, expiresAtMs } of counted) {
        hits.set(bucket, (hits.get(bucket) ?? 0) + more);
        ends.set(bucket, expiresAtMs);
      }
      return new Map(counted.map(({ bucket }) => [bucket, hits.get(bucket) ?? 0]));
    },
    async forgetBefore(day, nowMs) {
      reach();
      for (const [bucket, end] of ends) if (end <= nowMs) hits.delete(bucket);
      for (const known of secrets.keys()) if (known < day) secrets.delete(known);
    },
  };
}
