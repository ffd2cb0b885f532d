import type { ImportReport } from './import-report.ts';

export const IMPORT_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Source of an import: an address, or bytes with the sender's description of them. */
export type JobOrigin =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'content';
      /** Shown in reports. */
      readonly name: string;
      /** Whether the sender gave the name; otherwise the listing, hence what has left it, is unknown. */
      readonly isNamed: boolean;
      readonly mediaType: string | null;
      readonly bytes: Uint8Array;
    };

/** Source of an import, without the bytes. */
export type ImportSource =
  | Extract<JobOrigin, { kind: 'url' }>
  | (Omit<Extract<JobOrigin, { kind: 'content' }>, 'isNamed' | 'bytes'> & { readonly byteCount: number });

/** Progress of a job. */
export interface ImportProgress {
  /** `reading` counts bytes or pages; `preparing` counts resources and fiches. */
  readonly phase: 'reading' | 'preparing';
  readonly done: number;
  /** Null while unknown; never 0. */
  readonly total: number | null;
}

/** Failure of a job, as its client reads it. */
export interface ImportFailure {
  /** An `ErrorCode`, `interrupted` or `internal`. */
  readonly code: string;
  /** A French sentence. */
  readonly detail: string;
}

/** Attempt at a job, required to write it: a process that was thought dead cannot overwrite its successor. */
export interface JobAttempt {
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
}

/** Import requested through the API. Instants are ISO 8601, UTC. */
export interface ImportJob {
  readonly id: string;
  readonly state: ImportState;
  readonly source: ImportSource;
  /** Reports the changes without storing them. */
  readonly isDryRun: boolean;
  readonly progress: ImportProgress | null;
  /** Null until the job succeeds. */
  readonly report: ImportReport | null;
  /** Null unless the job failed. */
  readonly failure: ImportFailure | null;
  /** Prefix of the key that requested it. */
  readonly actor: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}
