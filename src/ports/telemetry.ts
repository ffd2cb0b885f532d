import type { ExperienceChange } from '../domain/import-job/import-job.ts';

export const QUESTION_STAGES = [
  'read-version',
  'read-snapshot',
  'embed-question',
  'retrieve',
  'rank',
  'choose',
  'read-contents',
  'explain',
  'search',
  'read-experience',
  'list-recent',
  'list-ids',
  'read-last-change',
  'list-after',
  'list-places',
  'find-similar',
] as const;
export type QuestionStage = (typeof QUESTION_STAGES)[number];

/** Stages of an import. `draw` includes the embeddings that extraction needs. */
export const IMPORT_STAGES = ['read', 'draw', 'embed-passages', 'stage', 'publish'] as const;
export type ImportStage = (typeof IMPORT_STAGES)[number];

export type Stage = QuestionStage | ImportStage;

/**
 * Runs one stage and records its duration and outcome. Returns the result of `work`, a promise included, and
 * throws its errors.
 */
export type RunStage = <T>(stage: Stage, work: () => T) => T;

export interface EndedImport {
  readonly id: string;
  /** `withdrawn`: cancelled or taken over; `interrupted`: queued again. */
  readonly outcome: 'succeeded' | 'failed' | 'withdrawn' | 'interrupted';
  /** Error code of a failure; null otherwise. */
  readonly code: string | null;
  readonly durationSeconds: number;
  readonly changes: readonly ExperienceChange[];
}

/** Public state of the service; index figures are those of anonymous readers. */
export interface ServiceState {
  readonly version: string;
  readonly model: string;
  readonly experienceCount: number;
  /** Last change of a public experience, ISO 8601; null without any. */
  readonly changedAt: string | null;
  /** Queued imports of all processes. */
  readonly waitingImports: number;
  readonly heldPlaces: number;
  /** Share of the nearest passages that the index finds; null without passages, and until it is first measured. */
  readonly recall: number | null;
}
