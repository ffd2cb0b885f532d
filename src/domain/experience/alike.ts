/** An experience that may be the same as another. */
export interface Alike {
  readonly id: string;
  readonly title: string;
  /** Cosine of the two whole fiches, in [-1, 1]. */
  readonly similarity: number;
}
