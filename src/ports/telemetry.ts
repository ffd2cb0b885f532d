import type { ExperienceChange } from '../domain/import-job/import-report.ts';

/** What a question goes through. */
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
  'find-similar',
] as const;
export type QuestionStage = (typeof QUESTION_STAGES)[number];

/** What an import goes through. `draw` includes the embeddings that drawing asks for. */
export const IMPORT_STAGES = ['read', 'draw', 'embed-passages', 'stage', 'publish'] as const;
export type ImportStage = (typeof IMPORT_STAGES)[number];

export type Stage = QuestionStage | ImportStage;

/**
 * Runs one stage, so that whoever watches the service knows how long it took and how it ended. Gives what
 * `work` gives, a promise included, and throws what it throws.
 */
export type RunStage = <T>(stage: Stage, work: () => T) => T;

/** How an import job ended, or stopped, in this process. */
export interface EndedImport {
  readonly id: string;
  /** `withdrawn`: cancelled, or taken over; `interrupted`: put back in line, to be tried again. */
  readonly outcome: 'succeeded' | 'failed' | 'withdrawn' | 'interrupted';
  /** Of the failure; null without one. */
  readonly code: string | null;
  readonly durationSeconds: number;
  /** What was written. */
  readonly changes: readonly ExperienceChange[];
}
