import type { Experience, ExperienceTerritory } from '../domain/experience/experience.ts';

/** An experience as its authors give it, before the register completes its territories. */
export interface ExperienceDraft extends Omit<Experience, 'territories'> {
  readonly territories: readonly Omit<ExperienceTerritory, 'department' | 'region'>[];
}

/** Gives the experiences to index. */
export interface CorpusSource {
  /**
   * All of them, ids unique, every lever and theme known to the taxonomy.
   * @throws DomainError `corpus-invalid`, with every problem and where it stands
   */
  load(): Promise<readonly ExperienceDraft[]>;
}
