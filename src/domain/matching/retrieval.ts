import type { ExperienceTraits } from './traits.ts';

/** Dimensions of the lexical space: terms are hashed into it (see `lexical-vector.ts`). */
export const LEXICAL_DIMENSIONS = 2 ** 18;

/** A sparse vector: dimension in [0, LEXICAL_DIMENSIONS), to a weight that is not zero. */
export type SparseVector = ReadonlyMap<number, number>;

/** Ordinal of the passage that stands for an experience as a whole; the others are its sentences. */
export const WHOLE_FICHE = 0;

/** A text of an experience that was embedded, and what may be quoted of it. */
export interface Passage {
  /** Position in the experience: `WHOLE_FICHE`, then one for each sentence of the summary. */
  readonly ordinal: number;
  /** What the model reads. */
  readonly embedded: string;
  /** What a person reads: a sentence of the summary. */
  readonly quote: string;
}

/** A passage of one candidate, with its cosine to the question, in [-1, 1]. */
export interface PassageHit {
  readonly ordinal: number;
  readonly quote: string;
  readonly cosine: number;
}

/** One experience found for one question; independent of the other candidates. */
export interface Candidate {
  readonly experience: ExperienceTraits;
  /** Cosine of its best passage, in [-1, 1]; null without passage. */
  readonly cosine: number | null;
  /** BM25F inner product with the question, >= 0. */
  readonly lexical: number;
}

/** Document frequencies and mean field lengths, taken over the public experiences at publication. */
export interface TermStatistics {
  readonly documentCount: number;
  /** Mean number of terms of each field. */
  readonly averageLengths: Readonly<Record<string, number>>;
  /** Stem to the number of public experiences that contain it. */
  readonly documentFrequencies: ReadonlyMap<string, number>;
}

/** The state of the published index, as one audience sees it. */
export interface IndexSnapshot {
  /** Changes exactly when something that this audience can see has changed. */
  readonly version: string;
  readonly modelId: string;
  readonly experienceCount: number;
  readonly statistics: TermStatistics;
  /** Lever id (theme id) to the number of visible experiences that carry it. */
  readonly leverCounts: ReadonlyMap<string, number>;
  readonly themeCounts: ReadonlyMap<string, number>;
}
