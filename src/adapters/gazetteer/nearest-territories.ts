import { editDistance } from '../../domain/territory/edit-distance.ts';
import { normaliseTerritoryCode, type RegisteredTerritory } from '../../domain/territory/territory.ts';
import type { IndexEntry } from './search-index.ts';
import { searchTerritories } from './search-territories.ts';

/** Longest compared beginning of a text: no code is longer. */
const MAX_COMPARED_LENGTH = 24;

/**
 * Returns the `limit` territories with the nearest code, for a text with a digit: edit distance, then longest common
 * beginning, then the order of the entries. For another text, those that a search finds, possibly fewer.
 */
export function findNearestTerritories(
  entries: readonly IndexEntry[],
  text: string,
  limit: number,
): RegisteredTerritory[] {
  const code = normaliseTerritoryCode(text)
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, MAX_COMPARED_LENGTH);
  if (!/\d/.test(code)) return searchTerritories(entries, text, limit).map((match) => match.territory);
  return entries
    .map(({ territory }) => ({
      territory,
      distance: editDistance(code, territory.code, code.length),
      start: commonStart(code, territory.code),
    }))
    .sort((a, b) => a.distance - b.distance || b.start - a.start)
    .slice(0, limit)
    .map(({ territory }) => territory);
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
