import type { TerritoryKind } from '../../api/answers.ts';

/** Which register the official code of a territory comes from. */
export function codeName(kind: TerritoryKind): 'INSEE' | 'SIREN' {
  return kind === 'epci' || kind === 'ept' ? 'SIREN' : 'INSEE';
}
