import type {
  ImportFailure,
  ImportJob,
  ImportProgress,
  JobAttempt,
  JobOrigin,
} from '../domain/import-job/import-job.ts';
import type { ImportReport } from '../domain/import-job/import-report.ts';

/** A job that this process has taken. */
export interface ClaimedJob extends JobAttempt {
  readonly origin: JobOrigin;
  readonly isDryRun: boolean;
  readonly actor: string;
}

export type JobOutcome =
  | { readonly state: 'succeeded'; readonly report: ImportReport }
  | { readonly state: 'failed'; readonly failure: ImportFailure }
  /** Back in line; the attempt counts unless it is the process that closes. */
  | { readonly state: 'queued'; readonly isCounted: boolean };

/**
 * Jobs, kept through restarts, and the line in which they wait. An ended job keeps its report, never its bytes.
 * All methods throw DomainError `deadline-exceeded` or `store-unavailable`.
 */
export interface ImportJobStore {
  /** Queued and dated by the store, unless `maxWaiting` jobs wait already: null then. */
  create(
    job: {
      readonly id: string;
      readonly origin: JobOrigin;
      readonly isDryRun: boolean;
      readonly actor: string;
    },
    maxWaiting: number,
  ): Promise<ImportJob | null>;
  find(id: string): Promise<ImportJob | null>;
  /** Most recent first, ties by id. `actor` null lists those of everyone. */
  list(limit: number, actor: string | null): Promise<readonly ImportJob[]>;
  /**
   * Gives one queued job, now running, to one caller alone; null when none waits. The oldest first, but those
   * that were tried already come after those that were not.
   */
  claim(): Promise<ClaimedJob | null>;
  /** Proves that the process lives; false when the job was cancelled or taken by another one. */
  saveProgress(job: JobAttempt, progress: ImportProgress | null): Promise<boolean>;
  /** Does nothing when the job was cancelled, taken by another one, or ended by what it published. */
  finish(job: JobAttempt, outcome: JobOutcome): Promise<void>;
  /** Queued or running to cancelled: it will publish nothing; false when it has ended. */
  cancel(id: string): Promise<boolean>;
  /**
   * Puts back in line the running jobs that gave no sign for `silentMs`, or fails those already
   * tried `maxAttempts` times, with `failure`.
   */
  takeBackAbandoned(silentMs: number, maxAttempts: number, failure: ImportFailure): Promise<void>;
  countQueued(): Promise<number>;
  /** Deletes the ended jobs beyond the `kept` most recent ones. */
  forgetEnded(kept: number): Promise<void>;
}
