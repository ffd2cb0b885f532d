import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Database } from '../session/database.ts';
import { ConnectionLostError } from '../session/database-errors.ts';
import type { Link } from '../session/link.ts';
import { startPgliteServer } from './pglite-server.ts';
import type { WorkerSocket } from './worker-socket.ts';

/** Opening takes 0.6 s, several times that on a busy machine; recovering a large database takes longer. */
const START_TIMEOUT_MS = 60_000;

/** Longest closing checkpoint. Beyond, the thread is stopped and the next start recovers. */
const CLOSE_TIMEOUT_S = 5;

/** Holds the only session with the embedded database of a folder. Concurrent calls of `open` are not allowed. */
export function createPgliteLink(directory: string, onFailure: (error: Error) => void): Link {
  let session: { readonly socket: WorkerSocket; readonly database: Database } | null = null;

  return {
    async open() {
      if (session !== null && !session.socket.writable) {
        // Two servers on the same files would corrupt them.
        await session.socket.gone;
        session = null;
      }
      if (session === null) {
        const socket = await startPgliteServer(directory, START_TIMEOUT_MS, onFailure);
        session = { socket, database: connectTo(socket) };
      }
      return session.database;
    },
    discard(database) {
      if (session?.database !== database) return;
      session.socket.destroy(new ConnectionLostError('la base embarquée ne répondait plus'));
    },
    async close() {
      if (session === null) return;
      await session.database.$client.end({ timeout: CLOSE_TIMEOUT_S });
      session.socket.destroy();
      await session.socket.gone;
    },
  };
}

function connectTo(socket: WorkerSocket): Database {
  // Not a literal argument: the types of postgres.js lack its option `socket`.
  const settings = {
    socket: () => {
      if (!socket.writable) throw new ConnectionLostError('la base embarquée s’est arrêtée');
      return socket;
    },
    max: 1,
    ssl: false,
    fetch_types: false,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {
      // postgres.js prints notices by default.
    },
  };
  return drizzle(postgres(settings));
}
