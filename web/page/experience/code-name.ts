import type { TerritoryKind } from '../../api/answers.ts';

/** Register of the official code of a territory. */
export function codeName(kind: TerritoryKind): 'INSEE' | 'SIREN' {
  return kind === 'epci' || kind === 'ept' ? 'SIREN' : 'INSEE';
}
