import type { SynonymGroup } from '../domain/matching/expand-request.ts';

/** The expressions of the field that stand for one another. */
export interface Thesaurus {
  readonly groups: readonly SynonymGroup[];
  /** Of its content: it decides answers. */
  readonly hash: string;
}
