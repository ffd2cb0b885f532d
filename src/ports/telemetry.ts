/** What a question goes through. */
export const QUESTION_STAGES = [
  'read-version',
  'read-snapshot',
  'embed-question',
  'retrieve',
  'rank',
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
