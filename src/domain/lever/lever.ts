import type { Theme } from '../theme/theme.ts';
import type { LeverLaw } from './lever-law.ts';

/**
 * Strengths of a sign, the surest first. `tells`: enough even in a sentence without subject. `says`: only in a
 * sentence where the collectivité acts. `hints`: also there, and only when no other lever is nearer the meaning of the
 * sentence.
 */
export const SIGN_STRENGTHS = ['tells', 'says', 'hints'] as const;
export type SignStrength = (typeof SIGN_STRENGTHS)[number];

/** Sources of regular expressions for a folded sentence, by strength. */
export type LeverSigns = Readonly<Record<SignStrength, readonly string[]>>;

/** Means by which a collectivité can support the social and solidarity economy; read in a text as a theme is. */
export interface Lever extends Theme {
  readonly definition: string;
  /** Expressions that reveal the lever only where they are refused: «sans un sou» refuses subventions. */
  readonly refusedAs: readonly string[];
  /** Turns of phrase that report the use of the lever. */
  readonly signs: LeverSigns;
  /** Sentences written for comparison with those of a resource by the model. */
  readonly examples: readonly string[];
  /** Null when it has not been gathered. */
  readonly law: LeverLaw | null;
}
