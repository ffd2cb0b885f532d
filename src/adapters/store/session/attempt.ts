import type { Database } from './database.ts';
import { deadlineExceeded, isConnectionLoss } from './database-errors.ts';
import type { Link } from './link.ts';

export interface AttemptOptions {
  readonly operation: string;
  /** Deadline given in the error. */
  readonly allowedMs: number;
  /** Time after which the link is discarded. */
  readonly limitMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Runs `work`; asks the server to stop it when `signal` aborts. */
async function runStoppable<T>(
  database: Database,
  work: (database: Database) => Promise<T>,
  stop: (database: Database) => Promise<void>,
  signal: AbortSignal,
): Promise<T> {
  let stopping = Promise.resolve();
  const onAbort = () => {
    // If the request cannot reach the server, the server's own deadline stops the statement.
    stopping = stop(database).catch(() => {});
  };
  signal.addEventListener('abort', onAbort);
  try {
    signal.throwIfAborted();
    return await work(database);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Otherwise the request could stop the next statement of this connection.
    await stopping;
  }
}

/**
 * Runs one operation over a link; discards the link when it breaks or when the operation takes too long.
 * @param place number of the operation among those that run at once
 */
export async function attempt<T>(
  link: Link,
  place: number,
  work: (database: Database) => Promise<T>,
  { operation, allowedMs, limitMs, signal }: AttemptOptions,
): Promise<T> {
  const database = await link.open(place);
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      link.discard(database);
      reject(deadlineExceeded(operation, allowedMs));
    }, limitMs);
  });
  const { stop } = link;
  const running =
    signal === undefined || stop === undefined ? work(database) : runStoppable(database, work, stop, signal);
  try {
    return await Promise.race([running, expiry]);
  } catch (error) {
    if (isConnectionLoss(error)) link.discard(database);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
