import { type EmbeddingJob, isExpired } from './embedding-job.ts';

/**
 * Jobs that wait for the model. Questions, which a person waits for, go before passages; each kind
 * in order of arrival. Questions that nobody waits for any more are forgotten.
 */
export class EmbeddingQueue {
  readonly #maxQueries: number;
  #queries: EmbeddingJob[] = [];
  #passages: EmbeddingJob[] = [];

  /** @param maxQueries questions that may wait; passages are bounded by those who give them */
  constructor(maxQueries: number) {
    this.#maxQueries = maxQueries;
  }

  /** False, and the job is not taken, when too many questions wait. */
  add(job: EmbeddingJob): boolean {
    if (job.role === 'passage') {
      this.#passages.push(job);
      return true;
    }
    if (this.#queries.length >= this.#maxQueries) {
      this.#queries = this.#queries.filter((waiting) => !isExpired(waiting));
      if (this.#queries.length >= this.#maxQueries) return false;
    }
    this.#queries.push(job);
    return true;
  }

  /** Puts a job that was taken back before all others of its kind. */
  putBack(job: EmbeddingJob): void {
    (job.role === 'query' ? this.#queries : this.#passages).unshift(job);
  }

  take(): EmbeddingJob | undefined {
    for (let job = this.#queries.shift(); job !== undefined; job = this.#queries.shift()) {
      if (!isExpired(job)) return job;
    }
    return this.#passages.shift();
  }

  /** Forgets a question that nobody waits for any more; does nothing once it was taken. */
  withdraw(job: EmbeddingJob): void {
    this.#queries = this.#queries.filter((waiting) => waiting !== job);
  }

  /** Questions that somebody still waits for. */
  get waitingQueries(): number {
    return this.#queries.filter((job) => !isExpired(job)).length;
  }

  /** Takes everything. */
  drain(): readonly EmbeddingJob[] {
    const jobs = [...this.#queries, ...this.#passages];
    this.#queries = [];
    this.#passages = [];
    return jobs;
  }
}
