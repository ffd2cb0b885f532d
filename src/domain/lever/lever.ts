export interface LegalBasis {
  /** The article or the law, as it is cited. */
  readonly ref: string;
  readonly about: string;
}

/**
 * How surely a sign shows a lever, the surest first. `tells`: the collectivité pulls it, even where the sentence
 * names no subject. `says`: only where the collectivité acts. `hints`: there too, and only when no other
 * lever is nearer the meaning of the sentence.
 */
export const SIGN_STRENGTHS = ['tells', 'says', 'hints'] as const;
export type SignStrength = (typeof SIGN_STRENGTHS)[number];

/** Sources of regular expressions that read a folded sentence, by strength. */
export type LeverSigns = Readonly<Record<SignStrength, readonly string[]>>;

/** What a collectivité can itself do for the social and solidarity economy. */
export interface Lever {
  readonly id: string;
  readonly label: string;
  readonly definition: string;
  /** Expressions that reveal the lever in a text. */
  readonly cues: readonly string[];
  /** Turns of phrase by which a sentence says that the lever is pulled. */
  readonly signs: LeverSigns;
  /** Sentences written for the purpose, with which the model compares those of a resource. */
  readonly examples: readonly string[];
  readonly legalBasis: readonly LegalBasis[];
  readonly watchOut: string | null;
}
