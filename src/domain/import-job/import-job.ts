import type { ImportReport } from './import-report.ts';

export const IMPORT_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What is asked to be imported: an address, or bytes with what their sender says of them. */
export type JobOrigin =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'content';
      /** Shown in reports. */
      readonly name: string;
      /** Whether its sender gave the name; otherwise nothing says which listing it is, nor what has left it. */
      readonly isNamed: boolean;
      readonly mediaType: string | null;
      readonly bytes: Uint8Array;
    };

/** The same, without the bytes. */
export type ImportSource =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'content';
      readonly name: string;
      readonly mediaType: string | null;
      readonly byteCount: number;
    };

/** How far a job is. */
export interface ImportProgress {
  /** `reading` counts bytes or pages; `preparing` counts resources and fiches. */
  readonly phase: 'reading' | 'preparing';
  readonly done: number;
  /** Null while it is not known; never 0. */
  readonly total: number | null;
}

/** Why a job failed, as the person who asked for it is told. */
export interface ImportFailure {
  /** An `ErrorCode`, `interrupted` or `internal`. */
  readonly code: string;
  /** A French sentence. */
  readonly detail: string;
}

/** One try at a job. Writing the job takes it: a process that was thought dead cannot write over its successor. */
export interface JobAttempt {
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
}

/** An import asked for through the API. Instants are ISO 8601, UTC. */
export interface ImportJob {
  readonly id: string;
  readonly state: ImportState;
  readonly source: ImportSource;
  /** Shows what would be stored, and stores nothing. */
  readonly isDryRun: boolean;
  readonly progress: ImportProgress | null;
  /** Once it succeeded. */
  readonly report: ImportReport | null;
  /** Once it failed. */
  readonly failure: ImportFailure | null;
  /** Prefix of the key that asked for it. */
  readonly actor: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}
