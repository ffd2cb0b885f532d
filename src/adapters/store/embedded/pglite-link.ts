import { Duplex } from 'node:stream';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { startThread, type Thread } from '../../../threads/call-thread.ts';
import { type Database, type Link, type Session, TEXT_SETTINGS } from '../session/database.ts';
import { ConnectionLostError } from '../session/database-errors.ts';
import type { DatabaseCalls } from './pglite-worker.ts';

/** Opening takes 0.6 s, several times that on a busy machine; a first start and a recovery flush a thousand files. */
const START_TIMEOUT_MS = 300_000;

/** Longest closing checkpoint. Beyond, the thread is stopped and the next start recovers. */
const CLOSE_TIMEOUT_S = 5;

/** First byte of the Terminate message. */
const TERMINATE = 0x58;

/** The death of the thread destroys the socket. */
const ignoreDeath = () => {};

/**
 * Socket for postgres.js to a database in a worker thread. Ending it closes the database; destroying
 * it stops the thread.
 */
export class WorkerSocket extends Duplex {
  /** Resolves once the thread is gone and its files are closed. */
  readonly gone: Promise<void>;
  readonly #thread: Thread<DatabaseCalls>;

  /** @param entry module that the thread runs */
  constructor(entry: URL, directory: string) {
    super();
    this.gone = new Promise((resolve) => this.once('close', resolve));
    this.#thread = startThread({
      entry,
      data: { directory },
      onDeath: (cause) => this.destroy(new ConnectionLostError('la base embarquée s’est arrêtée', { cause })),
    });
  }

  /** Waits until the database is open. @throws ThreadFailure */
  start(timeoutMs: number): Promise<void> {
    return this.#thread.call('start', null, { silenceMs: timeoutMs });
  }

  /** postgres.js sends Terminate only to an `open` socket, and awaits `close` unless it is `closed`. */
  get readyState(): 'open' | 'closing' | 'closed' {
    if (this.closed) return 'closed';
    return this.destroyed || this.writableEnded ? 'closing' : 'open';
  }

  override _read(): void {
    // Answers are pushed as they arrive.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // Terminate would make the database exit without a checkpoint; `_final` closes it instead.
    if (chunk[0] !== TERMINATE) {
      // Copied before the transfer, because a small chunk shares the memory of Node's buffer pool.
      this.#thread
        .call('execute', new Uint8Array(chunk))
        .then((answer) => this.push(Buffer.from(answer.buffer)), ignoreDeath);
    }
    done();
  }

  override _final(done: () => void): void {
    this.#thread.call('close', null).then(() => {
      done();
      this.destroy();
    }, ignoreDeath);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#thread.stop().then(
      () => done(error),
      (cause) => done(error ?? cause),
    );
  }
}

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
  const socket = new WorkerSocket(new URL('./pglite-worker.ts', import.meta.url), directory);
  socket.on('error', onFailure);
  try {
    await socket.start(START_TIMEOUT_MS);
    return socket;
  } catch (failure) {
    // Without effect when the thread has died.
    socket.destroy(new ConnectionLostError(`la base embarquée ne s’ouvre pas en ${START_TIMEOUT_MS} ms`));
    // Another thread must not open the same files before this one is gone.
    await socket.gone;
    throw socket.errored ?? failure;
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
    connection: TEXT_SETTINGS,
    onnotice: () => {
      // postgres.js prints notices by default.
    },
  };
  return drizzle(postgres(settings));
}
