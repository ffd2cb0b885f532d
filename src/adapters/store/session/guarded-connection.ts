import { SmoothedDuration } from '../../../domain/load/smoothed-duration.ts';
import type { StoreLoad } from '../../../ports/experience-store.ts';
import { attempt } from './attempt.ts';
import type { StoreConnection } from './database.ts';
import { deadlineExceeded, overloaded, storeUnavailable, toStoreError } from './database-errors.ts';
import { createLanes, type Lanes, type Place } from './lanes.ts';
import type { Link } from './link.ts';
import { untilAborted } from './until-aborted.ts';

export interface GuardOptions {
  readonly link: Link;
  /** Most operations at once; the others wait. */
  readonly concurrency: number;
  /** Longest wait in line; also the deadline given in the errors. */
  readonly timeoutMs: number;
  /**
   * Longest run once the database is open: `timeoutMs` where nothing else enforces the deadline, longer
   * where the server enforces it and this only catches a dead link.
   */
  readonly hardTimeoutMs: number;
  /** Most operations in line; more are refused. */
  readonly maxWaiting?: number;
}

export type GuardedConnection = Pick<StoreConnection, 'run' | 'load' | 'close'>;

/** Each waiting operation holds its parameters, at most about 1 MB for an import. */
const MAX_WAITING = 500;

function readLoad(lanes: Lanes, duration: SmoothedDuration, concurrency: number): StoreLoad {
  const { waiting, areTaken } = lanes;
  const aheadMs = areTaken ? ((waiting + 1) * duration.expectedMs) / concurrency : 0;
  return { waiting, estimatedWaitMs: aheadMs };
}

/**
 * Adds deadlines, a waiting line and the store's errors to a link. Discards a link that breaks or passes
 * its deadline: the state that postgres.js keeps of a lost connection cannot serve the next query.
 */
export function createGuardedConnection(options: GuardOptions): GuardedConnection {
  const { link, timeoutMs, hardTimeoutMs, concurrency, maxWaiting = MAX_WAITING } = options;
  const lanes = createLanes(concurrency);
  const duration = new SmoothedDuration();
  let closing: Promise<void> | null = null;

  async function enter(operation: string, signal: AbortSignal | undefined): Promise<Place> {
    if (closing !== null) throw storeUnavailable('fermeture en cours');
    if (lanes.waiting >= maxWaiting) throw overloaded(operation, lanes.waiting);
    const place = await lanes.enter(timeoutMs, signal);
    if (place === null) throw deadlineExceeded(operation, timeoutMs);
    return place;
  }

  return {
    async run(operation, work, { timeoutMs: allowedMs = timeoutMs, signal } = {}) {
      const { number, leave } = await enter(operation, signal);
      const startedAt = performance.now();
      const limitMs = allowedMs + hardTimeoutMs - timeoutMs;
      const running = attempt(link, number, work, { operation, allowedMs, limitMs, signal })
        .catch((error: unknown) => {
          throw toStoreError(error, operation, allowedMs);
        })
        .finally(() => {
          // Long operations are few, and the duration of an abandoned one predicts nothing.
          const isTypical = allowedMs === timeoutMs && signal?.aborted !== true;
          if (isTypical) duration.add(performance.now() - startedAt);
          leave();
        });
      return await untilAborted(running, signal);
    },
    load: () => readLoad(lanes, duration, concurrency),
    close() {
      closing ??= lanes.idle().then(() => link.close());
      return closing;
    },
  };
}
