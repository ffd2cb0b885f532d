/**
 * Keeps one thread of the model alive and gives it one request at a time.
 *
 *   starting → ready → (death, or no answer in time) → starting …
 *            → (another thread does not start) → paused for `pauseMs` → starting
 *
 * The request of a thread that died is refused. While paused, every request is refused at once.
 */
import { type Load, SmoothedDuration } from '../../domain/load/load.ts';
import {
  startDeadline,
  startThread,
  type Thread,
  ThreadFailure,
  waitAtMost,
} from '../../threads/call-thread.ts';
import { embedderUnavailable, embeddingTooLate } from './embedding-errors.ts';
import type { ModelCalls, ModelRequest } from './embedding-worker.ts';
import { createNativeSection, requestStop } from './native-section.ts';

export const SUPERVISOR_LIMITS = {
  /** Time allowed to load the model. */
  startTimeoutMs: 60_000,
  /** Time added to that of a request before a silent thread counts as stuck. */
  graceMs: 2_000,
  pauseMs: 2_000,
  maxWaitingQueries: 200,
  /** Time allowed to the running request when the supervisor closes. */
  closeTimeoutMs: 5_000,
};

interface SupervisorOptions {
  readonly entry: URL;
  readonly modelDirectory: string;
  readonly limits: Readonly<typeof SUPERVISOR_LIMITS>;
  readonly onDeath: (cause: unknown) => void;
}

/** The thread runs, but its model cannot be used. */
export class ModelUnusable extends Error {}

/** Request that waits or runs. Settling it twice has no effect. */
interface Job extends ModelRequest {
  /** Instant of `performance.now()` after which the caller no longer waits; Infinity for passages. */
  readonly expiresAt: number;
  resolve(vectors: readonly Float32Array[]): void;
  reject(error: unknown): void;
}

interface RunningJob {
  readonly role: ModelRequest['role'];
  /** Instant of `performance.now()`. */
  readonly startedAt: number;
  /** Resolves once the job is settled. */
  readonly ended: Promise<void>;
}

const CLOSED = 'le service s’arrête';
const DIED = 'il s’est arrêté sur cette demande';
const PAUSED = 'il s’arrête sans cesse et reprendra un peu plus tard';

export class ModelSupervisor {
  readonly #options: SupervisorOptions;
  readonly #durations = { query: new SmoothedDuration(), passage: new SmoothedDuration() };
  /** In order of arrival. */
  #queue: readonly Job[] = [];
  #thread: Thread<ModelCalls> | null = null;
  #dimensions = 0;
  #running: RunningJob | null = null;
  #resume: NodeJS.Timeout | null = null;
  readonly #closing = new AbortController();

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /**
   * Starts the first thread.
   * @returns the dimension of the vectors
   * @throws ModelUnusable, or Error when the thread cannot start
   */
  async start(): Promise<number> {
    await this.#startThread();
    return this.#dimensions;
  }

  /**
   * Returns the vectors of a request. Questions, for which a person waits, go before passages and are given up after
   * `timeoutMs`, the wait included; the callers bound the passages. When the caller leaves, a request that already runs
   * ends without effect.
   * @throws DomainError `deadline-exceeded`, `embedder-unavailable`; the reason of `signal`
   */
  async embed(request: ModelRequest, signal?: AbortSignal): Promise<readonly Float32Array[]> {
    signal?.throwIfAborted();
    this.#admit(request);
    const isQuery = request.role === 'query';
    let forget = () => {};
    const vectors = new Promise<readonly Float32Array[]>((resolve, reject) => {
      const expiresAt = isQuery ? performance.now() + request.timeoutMs : Number.POSITIVE_INFINITY;
      const job = { ...request, expiresAt, resolve, reject };
      const leave = (reason: unknown) => {
        this.#queue = this.#queue.filter((other) => other !== job);
        reject(reason);
      };
      const abort = () => leave(signal?.reason);
      const stopClock = isQuery
        ? startDeadline(request.timeoutMs, () => leave(embeddingTooLate(request)))
        : () => {};
      signal?.addEventListener('abort', abort);
      forget = () => {
        stopClock();
        signal?.removeEventListener('abort', abort);
      };
      this.#queue = [...this.#queue, job];
      this.#runNext();
    });
    return vectors.finally(forget);
  }

  get #waitingQueries(): number {
    return this.#queue.filter(({ role }) => role === 'query').length;
  }

  /** @throws DomainError `embedder-unavailable` */
  #admit({ role }: ModelRequest): void {
    if (this.#closing.signal.aborted) throw embedderUnavailable(CLOSED);
    if (this.#resume !== null) throw embedderUnavailable(PAUSED);
    const isFull = this.#waitingQueries >= this.#options.limits.maxWaitingQueries;
    if (role === 'query' && isFull) throw embedderUnavailable('trop de demandes attendent déjà');
  }

  #refuseAll(reason: string): void {
    for (const job of this.#queue) job.reject(embedderUnavailable(reason));
    this.#queue = [];
  }

  load(): Load {
    const waiting = this.#waitingQueries;
    const running = this.#running;
    const elapsedMs = running === null ? 0 : performance.now() - running.startedAt;
    const expectedMs = running === null ? 0 : this.#durations[running.role].expectedMs;
    // Waiting passages do not count: questions go before them.
    const queueMs = waiting * this.#durations.query.expectedMs;
    return { waiting, estimatedWaitMs: Math.max(0, expectedMs - elapsedMs) + queueMs };
  }

  /** Refuses what waits, lets the running request end, then stops the thread. Takes 2 × `closeTimeoutMs` at most. */
  async close(): Promise<void> {
    const { closeTimeoutMs } = this.#options.limits;
    this.#closing.abort();
    if (this.#resume !== null) clearTimeout(this.#resume);
    this.#refuseAll(CLOSED);
    if (this.#running !== null) await waitAtMost(closeTimeoutMs, this.#running.ended);
    if (this.#thread !== null) await waitAtMost(closeTimeoutMs, this.#thread.stop());
    this.#thread = null;
  }

  async #startThread(): Promise<void> {
    const { entry, modelDirectory, limits } = this.#options;
    const nativeSection = createNativeSection();
    const thread = startThread<ModelCalls>({
      entry,
      data: { modelDirectory, nativeSection },
      mayTerminate: () => requestStop(nativeSection),
      onDeath: (cause) => {
        if (this.#thread === thread && this.#running === null) this.#replaceThread(cause);
      },
    });
    const bounds = { silenceMs: limits.startTimeoutMs, signal: this.#closing.signal };
    const loaded = await thread.call('load', null, bounds);
    if (typeof loaded === 'string') {
      void thread.stop();
      throw new ModelUnusable(loaded);
    }
    this.#dimensions = loaded;
    this.#thread = thread;
  }

  #runNext(): void {
    const thread = this.#thread;
    if (thread === null || this.#running !== null) return;
    const job = this.#queue.find(({ role }) => role === 'query') ?? this.#queue[0];
    if (job === undefined) return;
    this.#queue = this.#queue.filter((other) => other !== job);
    const ended = this.#run(job, thread).then((cause) => {
      this.#running = null;
      if (cause === null) this.#runNext();
      else if (!this.#closing.signal.aborted) this.#replaceThread(cause);
    });
    this.#running = { role: job.role, startedAt: performance.now(), ended };
  }

  /** Settles a job. @returns null, or why the thread is of no more use */
  async #run(job: Job, thread: Thread<ModelCalls>): Promise<unknown> {
    const { role, texts } = job;
    const startedAt = performance.now();
    const timeoutMs = Math.max(1, Math.min(job.timeoutMs, job.expiresAt - startedAt));
    const silenceMs = timeoutMs + this.#options.limits.graceMs;
    try {
      const answer = await thread.call('encode', { role, texts, timeoutMs }, { silenceMs });
      this.#durations[role].add(performance.now() - startedAt);
      if (answer instanceof Float32Array) job.resolve(splitVectors(answer, this.#dimensions));
      else if (answer.kind === 'late') job.reject(embeddingTooLate(job));
      else job.reject(embedderUnavailable('le calcul a échoué', new Error(answer.reason)));
      return null;
    } catch (cause) {
      // A healthy thread reports by itself that it is late.
      if (cause instanceof ThreadFailure && cause.silenceMs !== null) job.reject(embeddingTooLate(job));
      else job.reject(embedderUnavailable(this.#closing.signal.aborted ? CLOSED : DIED, cause));
      return cause;
    }
  }

  #replaceThread(cause: unknown): void {
    this.#thread = null;
    this.#options.onDeath(cause);
    this.#tryAgain();
  }

  #tryAgain(): void {
    this.#startThread().then(
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
      this.#tryAgain();
    }, this.#options.limits.pauseMs);
    this.#refuseAll(PAUSED);
  }
}

function splitVectors(all: Float32Array, dimensions: number): readonly Float32Array[] {
  return Array.from({ length: all.length / dimensions }, (_, index) =>
    all.slice(index * dimensions, (index + 1) * dimensions),
  );
}
