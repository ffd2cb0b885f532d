import type { ExperienceDraft } from '../domain/experience/experience.ts';

/** Gives the experiences of the starter corpus. */
export interface CorpusSource {
  /**
   * All of them, ids unique, every lever and theme known to the taxonomy.
   * @throws DomainError `corpus-invalid`, with every problem and where it stands
   */
  load(): Promise<readonly ExperienceDraft[]>;
}
