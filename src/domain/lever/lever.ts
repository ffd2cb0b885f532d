export interface LegalBasis {
  /** The article or the law, as it is cited. */
  readonly ref: string;
  readonly about: string;
}

/** What a collectivité can itself do for the social and solidarity economy. */
export interface Lever {
  readonly id: string;
  readonly label: string;
  readonly definition: string;
  /** Expressions that reveal the lever in a text. */
  readonly cues: readonly string[];
  readonly legalBasis: readonly LegalBasis[];
  readonly watchOut: string | null;
}
