import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import { ConnectionLostError } from '../session/database-errors.ts';
import { replySchema, type WorkerRequest } from './pglite-messages.ts';

/** First byte of the message by which a client takes its leave. */
const TERMINATE = 0x58;

/**
 * The socket of a database that runs in a worker thread, as postgres.js expects one. Ending it
 * closes the database; destroying it stops the thread.
 */
export class WorkerSocket extends Duplex {
  /** Resolves when the thread is gone, and with it the files that it had open. */
  readonly gone: Promise<void>;
  readonly #worker: Worker;
  #whenClosed: (() => void) | null = null;

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
    this.gone = new Promise((resolve) => this.once('close', resolve));
    worker.on('message', (message: unknown) => this.#receive(message));
    worker.on('error', (cause) => this.#lose('la base embarquée a échoué', cause));
    worker.on('exit', (code) => this.#lose(`la base embarquée s'est arrêtée, code ${code}`));
  }

  /** postgres.js only takes its leave of an `open` socket, and waits for `close` unless it is `closed`. */
  get readyState(): 'open' | 'closing' | 'closed' {
    if (this.closed) return 'closed';
    return this.destroyed || this.writableEnded ? 'closing' : 'open';
  }

  override _read(): void {
    // Answers are pushed as they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // Taking leave would make the database exit without a checkpoint: `_final` closes it instead.
    if (chunk[0] !== TERMINATE) {
      // A copy of its own, because a small chunk shares the memory of Node's buffer pool.
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
