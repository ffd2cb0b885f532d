import { z } from 'zod';
import type { FiguredExperience } from '../experience/cost-ranges.ts';
import { type Experience, experienceSchema } from '../experience/experience.ts';

/** Dimensions of the lexical space: terms are hashed into it (see `lexical.ts`). */
export const LEXICAL_DIMENSIONS = 2 ** 18;

/** Dimensions of the space of precedents: their ids are hashed into it, two of 10,000 to one in one case of ten. */
export const PRECEDENT_DIMENSIONS = 2 ** 29;

/** Sparse vector: non-zero weight by dimension. */
export type SparseVector = ReadonlyMap<number, number>;

/** Stems that stand side by side, stop words left out. */
export type Phrase = readonly string[];

/** Ordinal of the passage of the whole experience; those of its sentences are greater. */
export const WHOLE_FICHE = 0;

/** Embedded text of an experience, with its quotation. */
export interface Passage {
  /** `WHOLE_FICHE`, then one for each sentence of the summary. */
  readonly ordinal: number;
  /** Text for the model. */
  readonly embedded: string;
  /** Text for people: a sentence of the summary, or the title. */
  readonly quote: string;
}

/** Passage of one candidate, with its cosine to the question, in [-1, 1]. */
export interface PassageHit {
  readonly ordinal: number;
  readonly quote: string;
  readonly cosine: number;
}

/** Experience found for one question; independent of the other candidates. */
export interface Candidate {
  readonly experience: ExperienceTraits;
  /** Cosine of its best passage, in [-1, 1]; null without passage. */
  readonly cosine: number | null;
  /** BM25F inner product with the question, >= 0. */
  readonly lexical: number;
  /** Gain expected from the precedents like the question (see `precedents.ts`); about [0, 1]. */
  readonly precedents: number;
}

/** Document frequencies of the public experiences of the last rebuild that are still visible. */
export interface TermStatistics {
  readonly documentCount: number;
  /** Number of these experiences that contain a stem. */
  readonly documentFrequencies: ReadonlyMap<string, number>;
}

/** State of the published index for one audience. */
export interface IndexSnapshot {
  /** Changes exactly when data visible to this audience changes. */
  readonly version: string;
  readonly modelId: string;
  readonly experienceCount: number;
  readonly statistics: TermStatistics;
  /** Number of visible experiences by lever id; `themeCounts` by theme id. */
  readonly leverCounts: ReadonlyMap<string, number>;
  readonly themeCounts: ReadonlyMap<string, number>;
  /** Visible experiences that give a sum of a comparable role, by id, with the ids of their levers. */
  readonly costed: readonly (FiguredExperience & { readonly levers: readonly string[] })[];
}

/** Fields of an experience for the ranking, levers by id; the texts of the chosen ones are read later. */
export const traitsSchema = experienceSchema
  .pick({ id: true, setting: true, year: true, themes: true, territories: true })
  .extend({ levers: z.array(z.string()) });

export interface ExperienceTraits
  extends Pick<Experience, 'id' | 'setting' | 'year' | 'themes' | 'territories'> {
  /** Ids of its levers, most important first. */
  readonly levers: readonly string[];
}

export function traitsOf({ id, setting, year, themes, levers, territories }: Experience): ExperienceTraits {
  return { id, setting, year, themes, levers: levers.map(({ lever }) => lever), territories };
}
