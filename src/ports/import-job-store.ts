import type {
  ImportFailure,
  ImportJob,
  ImportPolicy,
  ImportProgress,
  ImportReport,
  JobAttempt,
  JobOrigin,
} from '../domain/import-job/import-job.ts';
import type { PageRange } from './page.ts';

/** Job claimed by this process. */
export interface ClaimedJob extends JobAttempt {
  readonly origin: JobOrigin;
  readonly isDryRun: boolean;
  readonly policy: ImportPolicy;
  readonly actor: string;
}

export type JobOutcome =
  | { readonly state: 'succeeded'; readonly report: ImportReport }
  | { readonly state: 'failed'; readonly failure: ImportFailure }
  /** Queued again; the attempt does not count when the process is closing. */
  | { readonly state: 'queued'; readonly isCounted: boolean };

/**
 * Persistent queue of import jobs. An ended job keeps its report, not its bytes.
 * All methods throw DomainError `deadline-exceeded` or `store-unavailable`.
 */
export interface ImportJobStore {
  /** Queues a job, dated by the store; null when `maxWaiting` jobs already wait. */
  create(job: Omit<ClaimedJob, 'attempt'>, maxWaiting: number): Promise<ImportJob | null>;
  find(id: string): Promise<ImportJob | null>;
  /** Most recent first, to the millisecond, ties by id. `actor` null lists the jobs of every actor. */
  list(range: PageRange, actor: string | null): Promise<readonly ImportJob[]>;
  /**
   * Takes one queued job and marks it as running; null when none waits. Oldest first, jobs already tried after
   * the others.
   */
  claim(): Promise<ClaimedJob | null>;
  /** Heartbeat; false when the job was cancelled or taken over. */
  saveProgress(job: JobAttempt, progress: ImportProgress | null): Promise<boolean>;
  /** Does nothing when the job was cancelled, taken over, or ended by its publication. */
  finish(job: JobAttempt, outcome: JobOutcome): Promise<void>;
  /** Cancels a queued or running job, which then publishes nothing; false when it has already ended. */
  cancel(id: string): Promise<boolean>;
  /**
   * Queues again the running jobs without a heartbeat for `silentMs`; those already tried `maxAttempts` times
   * fail with `failure`.
   */
  takeBackAbandoned(silentMs: number, maxAttempts: number, failure: ImportFailure): Promise<void>;
  countQueued(): Promise<number>;
  /** Deletes the ended jobs beyond the `kept` most recent ones. */
  forgetEnded(kept: number): Promise<void>;
}
