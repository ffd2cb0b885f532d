import type { ImportFailure, ImportJob, ImportProgress, JobOrigin } from '../domain/import-job/import-job.ts';
import type { ImportReport } from '../domain/import-job/import-report.ts';

/** A job that this process has taken. */
export interface ClaimedJob {
  readonly origin: JobOrigin;
  readonly isDryRun: boolean;
  readonly actor: string;
  /** From 1. Writing the job takes it: a process that was thought dead cannot write over its successor. */
  readonly attempt: number;
}

export type JobOutcome =
  | { readonly state: 'succeeded'; readonly report: ImportReport }
  | { readonly state: 'failed'; readonly failure: ImportFailure }
  /** Back in line; the attempt counts unless it is the process that closes. */
  | { readonly state: 'queued'; readonly isCounted: boolean };

/**
 * Jobs, kept through restarts. An ended job keeps its report, never its bytes.
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
  /** Queued to running, for one caller alone; null when it is no longer queued. */
  claim(id: string): Promise<ClaimedJob | null>;
  /** Proves that the process lives; false when the job was cancelled or taken by another one. */
  saveProgress(id: string, attempt: number, progress: ImportProgress | null): Promise<boolean>;
  /** Does nothing when the job was cancelled, taken by another one, or ended by what it published. */
  finish(id: string, attempt: number, outcome: JobOutcome): Promise<void>;
  /** Queued or running to cancelled: it will publish nothing; false when it has ended. */
  cancel(id: string): Promise<boolean>;
  /**
   * Puts back in line the running jobs that gave no sign for `silentMs`, or fails those already
   * tried `maxAttempts` times, with `failure`.
   * @returns all ids touched
   */
  takeBackAbandoned(
    silentMs: number,
    maxAttempts: number,
    failure: ImportFailure,
  ): Promise<readonly string[]>;
  /** Ids of the queued jobs, oldest first. */
  listQueued(): Promise<readonly string[]>;
  /** Deletes the ended jobs beyond the `kept` most recent ones. */
  forgetEnded(kept: number): Promise<void>;
}
