import type { ExperienceDraft } from '../domain/experience/experience.ts';

/** Reads the experiences of the starter corpus. */
export interface CorpusSource {
  /**
   * Loads every experience; ids are unique, levers and themes exist in the taxonomy.
   * @throws DomainError `corpus-invalid`, with every problem and its location
   */
  load(): Promise<readonly ExperienceDraft[]>;
}
