import type { ExperienceDraft } from '../../src/domain/experience/experience.ts';

/** A generated corpus, with the vectors of all the texts that the service embeds. */
export interface GeneratedCorpus {
  readonly drafts: readonly ExperienceDraft[];
  readonly passageCount: number;
  /** Vectors by embedded text. */
  readonly vectors: ReadonlyMap<string, Float32Array>;
}
