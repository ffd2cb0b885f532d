import type { Database, StoreConnection } from './database.ts';
import { deadlineExceeded, isConnectionLoss, storeUnavailable, toStoreError } from './database-errors.ts';
import { createLanes } from './lanes.ts';

/** A way to reach a database that can be thrown away and reached again. */
export interface Link {
  /** The database, reached again if it was lost. */
  open(): Promise<Database>;
  /** Breaks off all that is under way through `database`; does nothing if it was already replaced. */
  discard(database: Database): void;
  close(): Promise<void>;
}

export interface GuardOptions {
  readonly link: Link;
  /** Operations at once; the others wait. */
  readonly concurrency: number;
  /** Given in the errors, and allowed for waiting in line. */
  readonly timeoutMs: number;
  /**
   * Allowed for running once the database is open: `timeoutMs` where nothing else keeps the deadline,
   * longer where the server answers it first and this only catches a dead link.
   */
  readonly hardTimeoutMs: number;
}

export type GuardedConnection = Pick<StoreConnection, 'run' | 'close'>;

/**
 * Gives a link its deadlines and its errors. A link that breaks, or whose deadline passes, is
 * discarded whole: what postgres.js keeps of a lost connection cannot be trusted for the next query.
 */
export function createGuardedConnection(options: GuardOptions): GuardedConnection {
  const { link, timeoutMs, hardTimeoutMs } = options;
  const lanes = createLanes(options.concurrency);
  let closing: Promise<void> | null = null;

  async function attempt<T>(
    operation: string,
    work: (database: Database) => Promise<T>,
    allowedMs: number,
    limitMs: number,
  ): Promise<T> {
    const database = await link.open();
    let timer: NodeJS.Timeout | undefined;
    const expiry = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        link.discard(database);
        reject(deadlineExceeded(operation, allowedMs));
      }, limitMs);
    });
    try {
      return await Promise.race([work(database), expiry]);
    } catch (error) {
      if (isConnectionLoss(error)) link.discard(database);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async run(operation, work, allowedMs = timeoutMs) {
      if (closing !== null) throw storeUnavailable('fermeture en cours');
      const leave = await lanes.enter(timeoutMs);
      if (leave === null) throw deadlineExceeded(operation, timeoutMs);
      try {
        return await attempt(operation, work, allowedMs, allowedMs + hardTimeoutMs - timeoutMs);
      } catch (error) {
        throw toStoreError(error, operation, allowedMs);
      } finally {
        leave();
      }
    },
    close() {
      closing ??= lanes.idle().then(() => link.close());
      return closing;
    },
  };
}
