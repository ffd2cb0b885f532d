import type { Profile } from '../profile/profile.ts';
import type { LexicalQuery } from './lexical-query.ts';
import type { Leanings } from './question-leanings.ts';

export const MODES = ['hybrid', 'semantic', 'lexical'] as const;
/**
 * `semantic` and `lexical` rank by one leg alone, that reads the question as it is written: what a plain
 * search engine would give, for comparison.
 */
export type Mode = (typeof MODES)[number];

/** Cosines that stand for 0 and 1: background quantiles kept with the model. */
export interface SemanticScale {
  readonly background: number;
  readonly strong: number;
}

/** A request, ready to be matched. */
export interface Question {
  readonly profile: Profile;
  readonly mode: Mode;
  readonly lexical: LexicalQuery;
  readonly scale: SemanticScale;
  readonly leanings: Leanings;
  /** Expressions of the taxonomy that the priorities contain. */
  readonly cueCount: number;
}
