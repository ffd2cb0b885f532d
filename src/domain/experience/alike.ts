/**
 * Cosine of two whole fiches of one territory from which they may tell the same experience. Two accounts of the
 * same experience reach 0.59 to 0.82 with the shipped model (docs/adr/0038-proposals-not-verdicts.md).
 */
export const ALIKE_FROM = 0.55;

/** An experience that may be the same as another. */
export interface Alike {
  readonly id: string;
  readonly title: string;
  /** Cosine of the two whole fiches, in [-1, 1]. */
  readonly similarity: number;
}
