/**
 * Mean directions of questions that were written as examples of a kind; unit vectors, kept with the
 * model that made them. A question that is nearer to one than to the others is likely of its kind:
 * a nearest-centroid classifier (Rocchio; C. D. Manning, P. Raghavan and H. Schütze, «Introduction to
 * Information Retrieval», 2008, section 14.2), whose differences of cosines are features of `vagueness.ts` and
 * `decide-status.ts`.
 */
export interface QuestionPrototypes {
  /** On the subject, about something that can be named. */
  readonly specific: readonly number[];
  /** On the subject, about anything. */
  readonly vague: readonly number[];
  /** Of a collectivité's work, but of another subject. */
  readonly offTopic: readonly number[];
}

/** How much nearer a question is to one kind of examples than to the others: differences of cosines, in [-2, 2]. */
export interface Leanings {
  /** To the vague ones, rather than to the specific ones. */
  readonly vague: number;
  /** To those off the subject, rather than to the nearest of the two other kinds. */
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
