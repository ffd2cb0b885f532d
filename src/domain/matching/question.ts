import type { Profile } from '../profile/profile.ts';
import type { LexicalQuery } from './lexical.ts';
import type { Leanings } from './linear-head.ts';
import type { Recall } from './precedents.ts';

/** Cosines that map to 0 and 1: background quantiles stored with the model. */
export interface SemanticScale {
  readonly background: number;
  readonly strong: number;
}

/** Request, ready for matching. */
export interface Question extends Pick<Recall, 'familiarity' | 'unanswered'> {
  readonly profile: Profile;
  readonly lexical: LexicalQuery;
  readonly scale: SemanticScale;
  readonly leanings: Leanings;
  /** Number of expressions of the taxonomy in the priorities. */
  readonly cueCount: number;
}
