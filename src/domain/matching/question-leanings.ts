/**
 * Mean directions of questions written as examples of a kind; unit vectors, stored with their model. They make a
 * nearest-centroid classifier (Rocchio; C. D. Manning, P. Raghavan and H. Schütze, «Introduction to Information
 * Retrieval», 2008, section 14.2), whose differences of cosines are features of `vagueness.ts` and `decide-status.ts`.
 */
export interface QuestionPrototypes {
  /** Questions on the subject that name something precise. */
  readonly specific: readonly number[];
  /** Questions on the subject that name nothing precise. */
  readonly vague: readonly number[];
  /** Questions on another subject of a collectivité's work. */
  readonly offTopic: readonly number[];
}

/** Differences between the cosines of a question to the kinds of examples, in [-2, 2]. */
export interface Leanings {
  /** Vague minus specific. */
  readonly vague: number;
  /** Off topic minus the nearest of the two other kinds. */
  readonly offTopic: number;
}

function dot(embedding: Float32Array, direction: readonly number[]): number {
  return direction.reduce((sum, value, dimension) => sum + value * (embedding[dimension] ?? 0), 0);
}

/** @param embedding unit vector of the question, by the model of the prototypes */
export function leaningsOf(embedding: Float32Array, prototypes: QuestionPrototypes): Leanings {
  const specific = dot(embedding, prototypes.specific);
  const vague = dot(embedding, prototypes.vague);
  return {
    vague: vague - specific,
    offTopic: dot(embedding, prototypes.offTopic) - Math.max(specific, vague),
  };
}
