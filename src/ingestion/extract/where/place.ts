import type { RegisteredTerritory, TerritoryKind } from '../../../domain/territory/territory.ts';
import type { Mention } from './mention.ts';

/** Why a person should look at what was made of a name. */
export type Doubt = 'ambiguous' | 'unknown' | 'approximate';

/** What a mention names, as far as the text lets know. */
export interface Place {
  /** Equal for two mentions of the same territory. */
  readonly key: string;
  readonly name: string;
  readonly kind: TerritoryKind;
  /** Null when the register does not know it, or when the text does not tell homonyms apart. */
  readonly territory: RegisteredTerritory | null;
  readonly doubt: Doubt | null;
  /** What it could be, when `doubt` is not null; most populous first. */
  readonly candidates: readonly RegisteredTerritory[];
}

export interface LocatedPlace {
  readonly place: Place;
  readonly mention: Mention;
}

/** Whether one holds the other, or they are the same: a commune and its EPCI, a commune and its département. */
export function areNested(a: Place, b: Place): boolean {
  if (a.key === b.key) return true;
  const [left, right] = [a.territory, b.territory];
  if (left === null || right === null) return false;
  return holds(left, right) || holds(right, left);
}

function holds(holder: RegisteredTerritory, held: RegisteredTerritory): boolean {
  switch (holder.kind) {
    case 'epci':
      return held.kind === 'commune' && held.epci?.code === holder.code;
    case 'departement':
      return held.kind !== 'region' && held.department?.code === holder.code;
    case 'region':
      return held.region?.code === holder.code;
    // The register does not say to which EPT a commune belongs.
    case 'ept':
    case 'commune':
      return false;
  }
}
