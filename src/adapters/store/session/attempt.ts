import type { Database } from './database.ts';
import { isConnectionLoss } from './database-errors.ts';
import type { Session } from './link.ts';

/**
 * Runs one operation; discards the session when it breaks or when the operation takes too long.
 * @throws `tooLate()` after `limitMs`
 */
export async function attempt<T>(
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
export function untilAborted<T>(running: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return running;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
