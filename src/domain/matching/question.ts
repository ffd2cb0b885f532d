import type { Profile } from '../profile/profile.ts';
import type { LexicalQuery } from './lexical.ts';
import type { Leanings } from './linear-head.ts';

export const MODES = ['hybrid', 'semantic', 'lexical'] as const;
/**
 * `semantic` and `lexical` rank by one leg alone, on the question as it is written: a plain search engine, for
 * comparison.
 */
export type Mode = (typeof MODES)[number];

/** Cosines that map to 0 and 1: background quantiles stored with the model. */
export interface SemanticScale {
  readonly background: number;
  readonly strong: number;
}

/** Request, ready for matching. */
export interface Question {
  readonly profile: Profile;
  readonly mode: Mode;
  readonly lexical: LexicalQuery;
  readonly scale: SemanticScale;
  readonly leanings: Leanings;
  /** Number of expressions of the taxonomy in the priorities. */
  readonly cueCount: number;
  /** Number of synonyms that the thesaurus adds to the need. */
  readonly expressionCount: number;
}
