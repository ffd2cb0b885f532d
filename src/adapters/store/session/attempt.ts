import type { Database } from './database.ts';
import { deadlineExceeded, isConnectionLoss } from './database-errors.ts';
import type { Link } from './link.ts';

export interface AttemptOptions {
  readonly operation: string;
  /** Given in the error. */
  readonly allowedMs: number;
  /** After which the link is discarded. */
  readonly limitMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Runs `work`, and has the server stop it when `signal` aborts. */
async function runStoppable<T>(
  database: Database,
  work: (database: Database) => Promise<T>,
  stop: (database: Database) => Promise<void>,
  signal: AbortSignal,
): Promise<T> {
  let stopping = Promise.resolve();
  const onAbort = () => {
    // Where the server cannot be told, its own deadline stops the statement.
    stopping = stop(database).catch(() => {});
  };
  signal.addEventListener('abort', onAbort);
  try {
    signal.throwIfAborted();
    return await work(database);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Otherwise the next statement of this connection could be the one that stops.
    await stopping;
  }
}

/**
 * Runs one operation over a link, which is discarded when it breaks or when the operation is too long.
 * @param place of the operation among those that run at once
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
