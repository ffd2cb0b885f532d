import type { SynonymGroup } from '../domain/matching/synonyms.ts';

/** Synonyms of the field. */
export interface Thesaurus {
  readonly groups: readonly SynonymGroup[];
  /** Content hash; part of the key of an answer. */
  readonly hash: string;
}
