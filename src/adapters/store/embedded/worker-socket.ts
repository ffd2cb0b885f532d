import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import { ConnectionLostError } from '../session/database-errors.ts';
import { replySchema, type WorkerRequest } from './pglite-messages.ts';

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
    worker.on('message', (message: unknown) => this.#receive(message));
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
      const bytes = new Uint8Array(chunk);
      this.#request({ type: 'bytes', bytes }, [bytes.buffer]);
    }
    done();
  }

  override _final(done: () => void): void {
    this.#whenClosed = () => {
      done();
      this.destroy();
    };
    this.#request({ type: 'close' });
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#worker.terminate().then(
      () => done(error),
      (cause) => done(error ?? cause),
    );
  }

  #request(message: WorkerRequest, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #receive(message: unknown): void {
    const reply = replySchema.parse(message);
    if (reply.type === 'ready') this.emit('ready');
    else if (reply.type === 'closed') this.#whenClosed?.();
    else this.push(Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.byteLength));
  }

  #lose(reason: string, cause?: Error): void {
    this.destroy(new ConnectionLostError(reason, { cause }));
  }
}
