import type { PlaceRef, Setting, TerritoryKind } from '../territory/territory.ts';

export const ACCESS_LEVELS = ['public', 'members'] as const;
export type Access = (typeof ACCESS_LEVELS)[number];

/** What a reader may see: `public` readers never see a members' experience. */
export type Audience = Access;

/** A territory where the experience took place, completed from the register when it has a code. */
export interface ExperienceTerritory {
  readonly name: string;
  readonly kind: TerritoryKind;
  readonly code: string | null;
  readonly populationCount: number | null;
  readonly department: PlaceRef | null;
  readonly region: PlaceRef | null;
}

/** What the collectivité did with one lever, in one sentence. */
export interface LeverUse {
  readonly lever: string;
  readonly what: string;
}

export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
}

export interface Source {
  readonly title: string;
  /** Null when the document that was read does not say where it is published. */
  readonly url: string | null;
  readonly publisher: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: string | null;
}

/** One case study: what one or more collectivités did, with its proof. */
export interface Experience {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly territories: readonly ExperienceTerritory[];
  readonly setting: Setting | null;
  readonly year: number | null;
  /** Ids of the taxonomy, most important first. */
  readonly themes: readonly string[];
  readonly levers: readonly LeverUse[];
  readonly actors: readonly string[];
  readonly figures: readonly Figure[];
  readonly source: Source;
  readonly access: Access;
}

/** Which import owns an experience: the starter corpus, a resource, or a file of fiches. */
export const EXPERIENCE_ORIGINS = ['corpus', 'resource', 'file'] as const;
export type ExperienceOrigin = (typeof EXPERIENCE_ORIGINS)[number];

/** An experience as its authors give it, before the register completes its territories. */
export interface ExperienceDraft extends Omit<Experience, 'territories'> {
  readonly territories: readonly Omit<ExperienceTerritory, 'department' | 'region'>[];
}
