import type { Access, Figure, LeverUse, Source } from '../domain/experience/experience.ts';
import type { Setting, TerritoryKind } from '../domain/territory/territory.ts';

/** An experience as its authors give it, before the register completes it. */
export interface ExperienceDraft {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly territories: readonly {
    readonly name: string;
    readonly kind: TerritoryKind;
    readonly code: string | null;
    readonly populationCount: number | null;
  }[];
  readonly setting: Setting | null;
  readonly year: number | null;
  readonly themes: readonly string[];
  readonly levers: readonly LeverUse[];
  readonly actors: readonly string[];
  readonly figures: readonly Figure[];
  readonly source: Source;
  readonly access: Access;
}

/** Gives the experiences to index. */
export interface CorpusSource {
  /**
   * All of them, ids unique, every lever and theme known to the taxonomy.
   * @throws DomainError `corpus-invalid`, with every problem and where it stands
   */
  load(): Promise<readonly ExperienceDraft[]>;
}
