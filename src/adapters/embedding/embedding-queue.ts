import type { WorkerRequest } from './worker-messages.ts';

/** Texts that go to the model together, with the callbacks of the caller. Settling a job twice has no effect. */
export interface EmbeddingJob extends WorkerRequest {
  /** Instant of `performance.now()` after which the caller no longer waits; Infinity for a passage. */
  readonly expiresAt: number;
  resolve(vectors: readonly Float32Array[]): void;
  reject(error: Error): void;
}

function isExpired(job: EmbeddingJob): boolean {
  return performance.now() >= job.expiresAt;
}

/**
 * Jobs that wait for the model. Questions, for which a person waits, go before passages; each kind in order of
 * arrival. Expired questions are dropped.
 */
export class EmbeddingQueue {
  readonly #maxQueries: number;
  #queries: EmbeddingJob[] = [];
  #passages: EmbeddingJob[] = [];

  /** @param maxQueries limit of waiting questions; the callers bound the passages */
  constructor(maxQueries: number) {
    this.#maxQueries = maxQueries;
  }

  /** Returns false, without adding the job, when too many questions wait. */
  add(job: EmbeddingJob): boolean {
    if (job.role === 'passage') {
      this.#passages.push(job);
      return true;
    }
    if (this.waitingQueries >= this.#maxQueries) return false;
    this.#queries.push(job);
    return true;
  }

  take(): EmbeddingJob | undefined {
    for (let job = this.#queries.shift(); job !== undefined; job = this.#queries.shift()) {
      if (!isExpired(job)) return job;
    }
    return this.#passages.shift();
  }

  /** Removes a job whose caller left; does nothing once it is taken. */
  withdraw(job: EmbeddingJob): void {
    this.#queries = this.#queries.filter((waiting) => waiting !== job);
    this.#passages = this.#passages.filter((waiting) => waiting !== job);
  }

  /** Number of waiting questions that have not expired. */
  get waitingQueries(): number {
    return this.#queries.filter((job) => !isExpired(job)).length;
  }

  /** Takes every job. */
  drain(): readonly EmbeddingJob[] {
    const jobs = [...this.#queries, ...this.#passages];
    this.#queries = [];
    this.#passages = [];
    return jobs;
  }
}
