import type { EpciForm, PlaceRef, Setting, TerritoryKind } from '../territory/territory.ts';

/** Where a fact about the asking territory comes from; `read` is from the words of the request. */
export const ORIGINS = ['given', 'derived', 'read', 'unknown'] as const;

/** Fact about the asking territory, with its origin. */
export type Resolved<T> =
  | { readonly origin: Exclude<(typeof ORIGINS)[number], 'unknown'>; readonly value: T }
  | { readonly origin: 'unknown'; readonly value: null };

/** Request resolved against the register. An unknown fact never excludes an experience. */
export interface Profile {
  readonly territory: {
    readonly code: string | null;
    readonly name: string | null;
  };
  readonly kind: Resolved<TerritoryKind>;
  /** Text of a territory with a statute of its own; null for another, or when its code is not known. */
  readonly statute: string | null;
  readonly epciForm: EpciForm | null;
  readonly populationCount: Resolved<number>;
  readonly setting: Resolved<Setting>;
  readonly department: Resolved<PlaceRef>;
  readonly region: Resolved<PlaceRef>;
  readonly priorities: string;
  /** Ids of the themes chosen by the request; `levers` likewise. */
  readonly themes: readonly string[];
  readonly levers: readonly string[];
}

export const UNKNOWN = { origin: 'unknown', value: null } as const;
/** Says whether a territory is the one that asks, by its code. */
export function isOwnTerritory(
  { code, kind }: { readonly code: string | null; readonly kind: TerritoryKind },
  profile: Profile,
): boolean {
  return code !== null && code === profile.territory.code && kind === profile.kind.value;
}
