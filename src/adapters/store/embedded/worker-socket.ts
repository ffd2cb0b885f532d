import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import { ConnectionLostError } from '../session/database-errors.ts';

/**
 * Message of the main thread: whole messages of the client, since the database takes a message cut in two for the
 * end of the connection (postgres.js writes no other), or the order to close the database.
 */
export type WorkerRequest = Uint8Array<ArrayBuffer> | 'close';
/** Message of the database's thread. */
export type WorkerReply = Uint8Array<ArrayBuffer> | 'ready' | 'closed';

/** First byte of the Terminate message. */
const TERMINATE = 0x58;

/**
 * Socket for postgres.js to a database in a worker thread. Ending it closes the database; destroying
 * it stops the thread.
 */
export class WorkerSocket extends Duplex {
  /** Resolves once the thread is gone and its files are closed. */
  readonly gone: Promise<void>;
  readonly #worker: Worker;
  #whenClosed: (() => void) | null = null;

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
    this.gone = new Promise((resolve) => this.once('close', resolve));
    worker.on('message', (reply: WorkerReply) => this.#receive(reply));
    worker.on('error', (cause) => this.#lose('la base embarquée a échoué', cause));
    worker.on('exit', (code) => this.#lose(`la base embarquée s’est arrêtée, code ${code}`));
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
      this.#request(new Uint8Array(chunk));
    }
    done();
  }

  override _final(done: () => void): void {
    this.#whenClosed = () => {
      done();
      this.destroy();
    };
    this.#request('close');
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#worker.terminate().then(
      () => done(error),
      (cause) => done(error ?? cause),
    );
  }

  #request(request: WorkerRequest): void {
    this.#worker.postMessage(request, request === 'close' ? [] : [request.buffer]);
  }

  #receive(reply: WorkerReply): void {
    if (reply === 'ready') this.emit('ready');
    else if (reply === 'closed') this.#whenClosed?.();
    else this.push(Buffer.from(reply.buffer));
  }

  #lose(reason: string, cause?: Error): void {
    this.destroy(new ConnectionLostError(reason, { cause }));
  }
}
