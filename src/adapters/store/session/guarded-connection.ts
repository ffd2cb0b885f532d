import { SmoothedDuration } from '../../../domain/load/load.ts';
import type { Database, Link, Session, StoreConnection } from './database.ts';
import {
  deadlineExceeded,
  isConnectionLoss,
  overloaded,
  storeUnavailable,
  toStoreError,
} from './database-errors.ts';

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
}

/** Most operations in line; more are refused. Each holds its parameters, at most about 1 MB for an import. */
const MAX_WAITING = 500;

/**
 * Adds deadlines, a waiting line and the store's errors to a link. Discards a link that breaks or passes
 * its deadline: the state that postgres.js keeps of a lost connection cannot serve the next query.
 */
export function createGuardedConnection(
  options: GuardOptions,
): Pick<StoreConnection, 'run' | 'load' | 'close'> {
  const { link, timeoutMs, hardTimeoutMs, concurrency } = options;
  const lanes = createLanes(concurrency);
  const duration = new SmoothedDuration();
  let closing: Promise<void> | null = null;

  return {
    async run(operation, work, { timeoutMs: allowedMs = timeoutMs, signal } = {}) {
      if (closing !== null) throw storeUnavailable('fermeture en cours');
      if (lanes.waiting >= MAX_WAITING) throw overloaded(operation, lanes.waiting);
      const expire = () => deadlineExceeded(operation, timeoutMs);
      const { number, leave } = await lanes.enter({ timeoutMs, tooLate: expire, signal });
      const startedAt = performance.now();
      const limitMs = allowedMs + hardTimeoutMs - timeoutMs;
      const tooLate = () => deadlineExceeded(operation, allowedMs);
      const running = link
        .open(number)
        .then((session) => attempt(session, work, limitMs, tooLate))
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
    load() {
      const { waiting, areTaken } = lanes;
      return { waiting, estimatedWaitMs: areTaken ? ((waiting + 1) * duration.expectedMs) / concurrency : 0 };
    },
    close() {
      closing ??= lanes.idle().then(() => link.close());
      return closing;
    },
  };
}

/**
 * Runs one operation; discards the session when it breaks or when the operation takes too long.
 * @throws `tooLate()` after `limitMs`
 */
async function attempt<T>(
  session: Session,
  work: (database: Database) => Promise<T>,
  limitMs: number,
  tooLate: () => Error,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      session.discard();
      reject(tooLate());
    }, limitMs);
  });
  try {
    return await Promise.race([work(session.database), expiry]);
  } catch (error) {
    if (isConnectionLoss(error)) session.discard();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Rejects as soon as `signal` aborts, leaving `running` to end by itself. */
function untilAborted<T>(running: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return running;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** A place that one task holds. */
interface Place {
  /** 0..count−1. */
  readonly number: number;
  /** Frees the place; to be called once. */
  leave(): void;
}

interface WaitOptions {
  readonly timeoutMs: number;
  /** Makes the error thrown when no place is free in time. */
  readonly tooLate: () => Error;
  readonly signal?: AbortSignal | undefined;
}

/** A fixed number of places that tasks hold while they run; waiting tasks are served in order. */
export function createLanes(count: number) {
  // A stack: the last place freed is the first taken, so that fewer connections serve and stay warm.
  const free = Array.from({ length: count }, (_, index) => count - 1 - index);
  const waiting: ((number: number) => void)[] = [];
  const watchers: (() => void)[] = [];

  function takePlace(number: number): Place {
    return {
      number,
      leave() {
        const next = waiting.shift();
        if (next !== undefined) return next(number);
        free.push(number);
        if (free.length === count) for (const watcher of watchers.splice(0)) watcher();
      },
    };
  }

  function waitInLine({ timeoutMs, tooLate, signal }: WaitOptions): Promise<Place> {
    return new Promise((resolve, reject) => {
      const stopWaiting = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      const proceed = (number: number) => {
        stopWaiting();
        resolve(takePlace(number));
      };
      const giveUp = (reason: unknown) => {
        stopWaiting();
        waiting.splice(waiting.indexOf(proceed), 1);
        reject(reason);
      };
      const onAbort = () => giveUp(signal?.reason);
      const timer = setTimeout(() => giveUp(tooLate()), timeoutMs);
      signal?.addEventListener('abort', onAbort);
      waiting.push(proceed);
    });
  }

  return {
    /**
     * Waits for a free place.
     * @throws `tooLate()`; the reason of `signal`, at once when it aborts
     */
    async enter(options: WaitOptions): Promise<Place> {
      options.signal?.throwIfAborted();
      const number = free.pop();
      return number === undefined ? waitInLine(options) : takePlace(number);
    },
    /** Number of waiting tasks. */
    get waiting() {
      return waiting.length;
    },
    /** Whether a task that enters now would wait. */
    get areTaken() {
      return free.length === 0;
    },
    /** Resolves once every place is free and no task waits. */
    async idle(): Promise<void> {
      if (free.length < count) await new Promise<void>((resolve) => watchers.push(resolve));
    },
  };
}
