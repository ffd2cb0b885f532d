/**
 * Keeps one thread of the model alive and gives it one job at a time.
 *
 *   starting → ready → (death, or no answer in time) → starting …
 *            → (another thread does not start) → paused for `pauseMs` → starting
 *
 * The job of a thread that died is refused. While paused, every job is refused at once.
 */

import { type Load, SmoothedDuration } from '../../../domain/load/load.ts';
import { startDeadline, waitAtMost } from '../common/deadline.ts';
import { embedderUnavailable, embeddingTooLate } from '../common/embedding-errors.ts';
import { type EmbeddingJob, EmbeddingQueue } from './embedding-queue.ts';
import { type ModelWorker, startModelWorker } from './model-worker.ts';
import type { ModelAnswer } from './worker-messages.ts';

export interface SupervisorLimits {
  /** Time allowed to load the model. */
  readonly startTimeoutMs: number;
  /** Time added to that of a job before a silent thread counts as stuck. */
  readonly graceMs: number;
  readonly pauseMs: number;
  readonly maxWaitingQueries: number;
  /** Time allowed to the running job when the supervisor closes. */
  readonly closeTimeoutMs: number;
}

export interface SupervisorOptions {
  readonly entry: URL;
  readonly modelDirectory: string;
  readonly limits: SupervisorLimits;
  readonly onDeath: (cause: unknown) => void;
}

interface RunningJob {
  readonly job: EmbeddingJob;
  readonly cancelDeadline: () => void;
  /** Instant of `performance.now()`. */
  readonly startedAt: number;
}

const OPERATIONS = { query: 'embedQuery', passage: 'embedPassages' } as const;
const CLOSED = 'le service s’arrête';
const DIED = 'il s’est arrêté sur cette demande';
const PAUSED = 'il s’arrête sans cesse et reprendra un peu plus tard';

export class ModelSupervisor {
  readonly #options: SupervisorOptions;
  readonly #queue: EmbeddingQueue;
  readonly #durations = { query: new SmoothedDuration(), passage: new SmoothedDuration() };
  #worker: ModelWorker | null = null;
  #running: RunningJob | null = null;
  #resume: NodeJS.Timeout | null = null;
  readonly #closing = new AbortController();
  #onIdle = () => {};

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#queue = new EmbeddingQueue(options.limits.maxWaitingQueries);
  }

  /**
   * Starts the first thread.
   * @returns the dimension of the vectors
   * @throws ModelUnusable, or Error when the thread cannot start
   */
  async start(): Promise<number> {
    return (await this.#startWorker()).dimensions;
  }

  submit(job: EmbeddingJob): void {
    if (this.#closing.signal.aborted) job.reject(embedderUnavailable(CLOSED));
    else if (this.#resume !== null) job.reject(embedderUnavailable(PAUSED));
    else if (this.#queue.add(job)) this.#runNext();
    else job.reject(embedderUnavailable('trop de demandes attendent déjà'));
  }

  /** Removes a job whose caller left; the answer of one that already runs is dropped. */
  withdraw(job: EmbeddingJob): void {
    this.#queue.withdraw(job);
  }

  load(): Load {
    const waiting = this.#queue.waitingQueries;
    const running = this.#running;
    const elapsedMs = running === null ? 0 : performance.now() - running.startedAt;
    const expectedMs = running === null ? 0 : this.#durations[running.job.role].expectedMs;
    // Waiting passages do not count: questions go before them.
    const queueMs = waiting * this.#durations.query.expectedMs;
    return { waiting, estimatedWaitMs: Math.max(0, expectedMs - elapsedMs) + queueMs };
  }

  /** Refuses the waiting jobs, lets the running one end, then stops the thread. Takes 2 × `closeTimeoutMs` at most. */
  async close(): Promise<void> {
    const { closeTimeoutMs } = this.#options.limits;
    this.#closing.abort();
    if (this.#resume !== null) clearTimeout(this.#resume);
    for (const job of this.#queue.drain()) job.reject(embedderUnavailable(CLOSED));
    if (this.#running !== null) {
      const idle = new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
      await waitAtMost(closeTimeoutMs, idle);
    }
    this.#stopRunning()?.reject(embedderUnavailable(CLOSED));
    if (this.#worker !== null) await waitAtMost(closeTimeoutMs, this.#worker.terminate());
    this.#worker = null;
  }

  async #startWorker(): Promise<ModelWorker> {
    const worker = await startModelWorker({
      entry: this.#options.entry,
      modelDirectory: this.#options.modelDirectory,
      startTimeoutMs: this.#options.limits.startTimeoutMs,
      signal: this.#closing.signal,
      onAnswer: (answer) => this.#receive(worker, answer),
      onEnd: (cause) => this.#bury(cause),
    });
    this.#worker = worker;
    return worker;
  }

  #runNext(): void {
    if (this.#worker === null || this.#running !== null) return;
    const job = this.#queue.take();
    if (job === undefined) return;
    const { role, texts } = job;
    const timeoutMs = Math.max(1, Math.min(job.timeoutMs, job.expiresAt - performance.now()));
    const cancelDeadline = startDeadline(timeoutMs + this.#options.limits.graceMs, () => this.#giveUp());
    this.#running = { job, cancelDeadline, startedAt: performance.now() };
    this.#worker.send({ role, texts, timeoutMs });
  }

  #stopRunning(): EmbeddingJob | null {
    const running = this.#running;
    if (running === null) return null;
    running.cancelDeadline();
    this.#running = null;
    this.#onIdle();
    return running.job;
  }

  #receive(worker: ModelWorker, answer: ModelAnswer): void {
    const running = this.#running;
    if (running === null) return;
    const { job, startedAt } = running;
    this.#durations[job.role].add(performance.now() - startedAt);
    this.#stopRunning();
    if (answer.kind === 'vectors') job.resolve(splitVectors(answer.values, worker.dimensions));
    else if (answer.kind === 'late') job.reject(embeddingTooLate(OPERATIONS[job.role], job.timeoutMs));
    else job.reject(embedderUnavailable('le calcul a échoué', new Error(answer.reason)));
    this.#runNext();
  }

  /** Replaces a thread that is stuck: a healthy one reports by itself that it is late. */
  #giveUp(): void {
    const job = this.#stopRunning();
    job?.reject(embeddingTooLate(OPERATIONS[job.role], job.timeoutMs));
    void this.#worker?.terminate();
    this.#bury(new Error('le fil du modèle ne répond plus'));
  }

  #bury(cause: unknown): void {
    this.#worker = null;
    const isClosing = this.#closing.signal.aborted;
    this.#stopRunning()?.reject(embedderUnavailable(isClosing ? CLOSED : DIED, cause));
    if (isClosing) return;
    this.#options.onDeath(cause);
    this.#replaceWorker();
  }

  #replaceWorker(): void {
    this.#startWorker().then(
      () => this.#runNext(),
      (cause: unknown) => {
        if (this.#closing.signal.aborted) return;
        this.#options.onDeath(cause);
        this.#pause();
      },
    );
  }

  #pause(): void {
    this.#resume = setTimeout(() => {
      this.#resume = null;
      this.#replaceWorker();
    }, this.#options.limits.pauseMs);
    for (const job of this.#queue.drain()) job.reject(embedderUnavailable(PAUSED));
  }
}

function splitVectors(values: ArrayBuffer, dimensions: number): readonly Float32Array[] {
  const all = new Float32Array(values);
  return Array.from({ length: all.length / dimensions }, (_, index) =>
    all.slice(index * dimensions, (index + 1) * dimensions),
  );
}
