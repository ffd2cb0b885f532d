import { foldWords } from '../../../domain/territory/fold-name.ts';
import type { RegisteredTerritory, TerritoryKind } from '../../../domain/territory/territory.ts';
import type { Mention } from './mention.ts';

/** Reason for a person to check the territory found for a name. */
export type Doubt = 'ambiguous' | 'unknown' | 'approximate';

/** Territory that a mention names, as far as the text tells. */
export interface Place {
  /** Equal for two mentions of the same territory. */
  readonly key: string;
  readonly name: string;
  /** Kind that the text tells; that of `territory` differs where an authority took its place. */
  readonly kind: TerritoryKind;
  /** Null when the register does not have it, or when homonyms are not resolved. */
  readonly territory: RegisteredTerritory | null;
  readonly doubt: Doubt | null;
  /** Possible territories when `doubt` is not null; most populous first. */
  readonly candidates: readonly RegisteredTerritory[];
}

export interface LocatedPlace {
  readonly place: Place;
  readonly mention: Mention;
}

/**
 * Tells whether two places are the same or one contains the other: a commune and its EPCI or its département.
 */
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
    // The register does not give the EPT of a commune.
    case 'ept':
    case 'commune':
      return false;
  }
}

/** Words that the name of a pays may do without: « PETR du Pays de Langres ». */
const FORM_OF_PAYS = /^(?:(?:petr|pole|pays|territorial|du|de|des|d|la|le|les|l) )+/;

/** Returns the words of the name of a pays or PETR that tell it from others, folded. */
export function coreOfPays(name: string): string {
  return foldWords(name).replace(FORM_OF_PAYS, '');
}
