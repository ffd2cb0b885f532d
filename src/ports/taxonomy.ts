import type { ExperienceDraft } from '../domain/experience/experience.ts';
import type { Lever } from '../domain/lever/lever.ts';
import type { SynonymGroup } from '../domain/matching/synonyms.ts';
import type { Theme } from '../domain/theme/theme.ts';

/** Levers and themes of the service, in display order. */
export interface Taxonomy {
  readonly levers: readonly Lever[];
  readonly themes: readonly Theme[];
  /** Hash of what recognises and names levers and themes; their law does not change it. */
  readonly hash: string;
}

/** Synonyms of the field. */
export interface Thesaurus {
  readonly groups: readonly SynonymGroup[];
  /** Content hash; part of the key of an answer. */
  readonly hash: string;
}

/**
 * Loads every experience of the starter corpus; ids are unique, levers and themes exist in the taxonomy.
 * @throws DomainError `corpus-invalid`, with every problem and its location
 */
export type LoadCorpus = () => Promise<readonly ExperienceDraft[]>;
