import type { ExperienceDraft } from '../../src/domain/experience/experience.ts';

/** A corpus of a wanted size, with the vectors of all that the service embeds of it. */
export interface GeneratedCorpus {
  readonly drafts: readonly ExperienceDraft[];
  readonly passageCount: number;
  /** The vector of each text that is embedded. */
  readonly vectors: ReadonlyMap<string, Float32Array>;
}
