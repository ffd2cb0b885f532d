import { createRequestWindows, endOf, type RequestWindow } from '../../domain/access/request-windows.ts';
import type { KeyedHasher } from '../../ports/hasher.ts';
import type { SharedCounters } from '../../ports/shared-counters.ts';

/**
 * Counts a request of a client in the current window of `windowMs`. Never waits, never throws.
 * @returns the requests of that window, this one included, and the time until its end
 */
export type CountRequest = (
  asker: string,
  windowMs: number,
) => { readonly count: number; readonly resetMs: number };

export interface CountRequestsDependencies {
  readonly counters: SharedCounters;
  readonly keyedHash: KeyedHasher;
  readonly newSecret: () => string;
  readonly nowMs: () => number;
  /** Interval between two exchanges with the other instances, in milliseconds. */
  readonly everyMs: number;
  /** Called at the first failed exchange of an outage, during which limits apply to this instance alone. */
  readonly onIncident: (cause: unknown) => void;
}

/** Request counter shared by several instances. */
export interface CountRequests {
  readonly count: CountRequest;
  start(): void;
  /** Waits for the current exchange. */
  close(): Promise<void>;
}

/** Windows kept in memory, hence buckets of one exchange. */
const MAX_WINDOWS = 5_000;
const FORGET_EVERY_MS = 60_000;

/**
 * Each instance counts in memory and exchanges all its buckets through the store, so that no request waits
 * for it. Between two exchanges a client may exceed a limit by the requests that other instances let through.
 */
export function createCountRequests(dependencies: CountRequestsDependencies): CountRequests {
  const { nowMs, everyMs, onIncident } = dependencies;
  const windows = createRequestWindows(MAX_WINDOWS);
  const exchange = createExchange(windows, dependencies);
  let isAway = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  async function turn(): Promise<void> {
    try {
      await exchange();
      isAway = false;
    } catch (cause) {
      if (!isAway) onIncident(cause);
      isAway = true;
    }
    running = null;
  }

  return {
    count(asker, windowMs) {
      const now = nowMs();
      const window = windows.hit(asker, windowMs, now);
      return { count: window.own + window.others, resetMs: endOf(window) - now };
    },
    start() {
      timer = setInterval(() => {
        running ??= turn();
      }, everyMs).unref();
    },
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Sends local counts to the store and reads back the totals. */
function createExchange(
  windows: ReturnType<typeof createRequestWindows>,
  { counters, keyedHash, newSecret, nowMs }: CountRequestsDependencies,
): () => Promise<void> {
  let day = '';
  let secret: string | null = null;
  let forgottenAtMs = Number.NEGATIVE_INFINITY;

  async function openDay(today: string): Promise<string> {
    if (secret !== null && day === today) return secret;
    const opened = await counters.secretOf(today, newSecret());
    // Buckets hashed with the previous secret are lost.
    windows.forgetShared();
    day = today;
    secret = opened;
    return opened;
  }

  async function share(unshared: readonly RequestWindow[], withSecret: string): Promise<void> {
    const counted = unshared.map((window) => ({
      window,
      own: window.own,
      bucket: keyedHash(withSecret, `${window.windowMs} ${window.startMs} ${window.asker}`),
    }));
    const totals = await counters.add(
      withSecret,
      counted.map(({ window, own, bucket }) => ({
        bucket,
        hits: own - window.shared,
        expiresAtMs: endOf(window),
      })),
    );
    if (totals === null) secret = null;
    for (const { window, own, bucket } of counted) {
      const total = totals?.get(bucket);
      if (total === undefined) continue;
      window.shared = own;
      window.others = total - own;
    }
  }

  return async () => {
    const now = nowMs();
    const today = new Date(now).toISOString().slice(0, 10);
    const unshared = windows.unshared(now);
    if (unshared.length > 0) await share(unshared, await openDay(today));
    if (now - forgottenAtMs < FORGET_EVERY_MS) return;
    forgottenAtMs = now;
    await counters.forgetBefore(today, now);
  };
}
