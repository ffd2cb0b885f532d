import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Database, Link, Session } from '../session/database.ts';
import { ConnectionLostError } from '../session/database-errors.ts';
import { WorkerSocket } from './worker-socket.ts';

/** Opening takes 0.6 s, several times that on a busy machine; a first start and a recovery flush a thousand files. */
const START_TIMEOUT_MS = 300_000;

/** Longest closing checkpoint. Beyond, the thread is stopped and the next start recovers. */
const CLOSE_TIMEOUT_S = 5;

/**
 * Holds the only session with the embedded database of a folder. Concurrent calls of `open` are not allowed.
 * @param onFailure receives the failures of its thread, at startup or later
 */
export function createPgliteLink(directory: string, onFailure: (error: Error) => void): Link {
  let opened: { readonly socket: WorkerSocket; readonly session: Session } | null = null;

  return {
    async open() {
      if (opened !== null && !opened.socket.writable) {
        // Two servers on the same files would corrupt them.
        await opened.socket.gone;
        opened = null;
      }
      if (opened === null) {
        const socket = await startServer(directory, onFailure);
        const discard = () => {
          socket.destroy(new ConnectionLostError('la base embarquée ne répondait plus'));
        };
        opened = { socket, session: { database: connectTo(socket), discard } };
      }
      return opened.session;
    },
    async close() {
      if (opened === null) return;
      await opened.session.database.$client.end({ timeout: CLOSE_TIMEOUT_S });
      opened.socket.destroy();
      await opened.socket.gone;
    },
  };
}

/** @throws ConnectionLostError when the database does not open in time */
async function startServer(directory: string, onFailure: (error: Error) => void): Promise<WorkerSocket> {
  const entry = new URL('./pglite-worker.ts', import.meta.url).href;
  const worker = new URL('../../../../bin/worker.js', import.meta.url);
  const socket = new WorkerSocket(new Worker(worker, { workerData: { entry, directory } }));
  socket.on('error', onFailure);
  const timer = setTimeout(() => {
    socket.destroy(new ConnectionLostError(`la base embarquée ne s’ouvre pas en ${START_TIMEOUT_MS} ms`));
  }, START_TIMEOUT_MS);
  try {
    await once(socket, 'ready');
    return socket;
  } catch (error) {
    // Another thread must not open the same files before this one is gone.
    await socket.gone;
    throw error;
  } finally {
    clearTimeout(timer);
  }
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
