import { z } from 'zod';
import type { Database } from './database.ts';

/** A database reached over one connection, whose running statement can be stopped. */
export interface StoppableConnection {
  readonly database: Database;
  /** Settles once the request can reach no later statement; does nothing when no statement runs. */
  stop(): Promise<void>;
}

/** Internal fields of postgres.js on a running query: the pid of its backend. */
const runningQuerySchema = z.object({ active: z.literal(true), state: z.object({ pid: z.int() }) });

/**
 * Adds `stop` to a database. The `cancel` of postgres.js crashes the process when the server cannot be
 * reached, and does not say when it is over, so it may stop the next statement of the connection
 * (docs/adr/0020-admission-and-deadlines.md).
 * @param database single connection, used by one operation at a time
 * @param stopper returns another connection to the same server
 */
export function makeStoppable(database: Database, stopper: () => Database): StoppableConnection {
  const { $client } = database;
  const { unsafe } = $client;
  let lastSent: unknown = null;
  Object.assign($client, {
    unsafe: (...statement: Parameters<typeof unsafe>) => {
      const sent = unsafe(...statement);
      lastSent = sent;
      return sent;
    },
  });
  return {
    database,
    async stop() {
      const running = runningQuerySchema.safeParse(lastSent);
      if (running.success) await stopper().$client`select pg_cancel_backend(${running.data.state.pid}::int)`;
    },
  };
}
