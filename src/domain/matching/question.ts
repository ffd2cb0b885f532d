import type { Profile } from '../profile/profile.ts';
import type { LexicalQuery } from './lexical-query.ts';

export const MODES = ['hybrid', 'semantic', 'lexical'] as const;
/** `semantic` and `lexical` rank by one leg alone, for comparison. */
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
}
