import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ConnectionLostError } from '../session/database-errors.ts';
import { WorkerSocket } from './worker-socket.ts';

/**
 * Starts the embedded database of a data folder in its own thread, and resolves to its only
 * connection. Another one may start on the folder only once this one is `gone`.
 * @param report receives its failures, at startup or later
 * @throws ConnectionLostError when it does not open within `startTimeoutMs`
 */
export async function startPgliteServer(
  directory: string,
  startTimeoutMs: number,
  report: (error: Error) => void,
): Promise<WorkerSocket> {
  const worker = new Worker(new URL('../../../../bin/worker.js', import.meta.url), {
    workerData: {
      entry: new URL('./pglite-worker.ts', import.meta.url).href,
      directory,
    },
  });
  const socket = new WorkerSocket(worker);
  socket.on('error', report);
  const timer = setTimeout(() => {
    socket.destroy(new ConnectionLostError(`la base embarquée ne s’ouvre pas en ${startTimeoutMs} ms`));
  }, startTimeoutMs);
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
