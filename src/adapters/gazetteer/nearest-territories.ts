import { editDistance } from '../../domain/territory/edit-distance.ts';
import { foldQuery } from '../../domain/territory/fold-name.ts';
import type { RegisteredTerritory } from '../../domain/territory/territory.ts';
import { normaliseTerritoryCode } from '../../domain/territory/territory-code.ts';
import type { IndexEntry } from './search-index.ts';
import { searchTerritories } from './search-territories.ts';

/** Longest compared beginning of a text: no code is longer, and few names. */
const MAX_COMPARED_LENGTH = 24;

/**
 * Returns the `limit` territories with the nearest code (when half of the text or more is digits) or name: edit
 * distance, then longest common beginning, then the order of the entries. The length of a code chooses its rivals:
 * départements and régions (up to 3 characters), communes (up to 6), SIREN. Empty for a text without letters or digits.
 */
export function findNearestTerritories(
  entries: readonly IndexEntry[],
  text: string,
  limit: number,
): RegisteredTerritory[] {
  const code = normaliseTerritoryCode(text)
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, MAX_COMPARED_LENGTH);
  const digits = code.replace(/[^0-9]/g, '').length;
  if (digits > 0 && 2 * digits >= code.length) {
    return closest(entries, code, limit, codeReader(code.length));
  }
  const found = searchTerritories(entries, text, limit).map((match) => match.territory);
  if (found.length >= limit) return found;
  const { core } = foldQuery(text.slice(0, MAX_COMPARED_LENGTH));
  if (core === '') return found;
  const others = entries.filter((entry) => !found.includes(entry.territory));
  return [...found, ...closest(others, core, limit - found.length, (entry) => entry.names[0]?.core ?? null)];
}

/** Reads the code of an entry whose kind has codes of about this length; null for the others. */
function codeReader(length: number): (entry: IndexEntry) => string | null {
  if (length <= 3) {
    return ({ territory }) =>
      territory.kind === 'departement' || territory.kind === 'region' ? territory.code : null;
  }
  if (length <= 6) return ({ territory }) => (territory.kind === 'commune' ? territory.code : null);
  return ({ territory }) => territory.siren;
}

function closest(
  entries: readonly IndexEntry[],
  text: string,
  limit: number,
  read: (entry: IndexEntry) => string | null,
): RegisteredTerritory[] {
  const best: { territory: RegisteredTerritory; distance: number; commonStart: number }[] = [];
  for (const entry of entries) {
    const candidateText = read(entry);
    if (candidateText === null) continue;
    // A distance beyond the worst of the list need not be exact.
    const worst = best.length < limit ? undefined : best.at(-1)?.distance;
    const cutOff = worst ?? Math.max(text.length, candidateText.length);
    const distance = editDistance(text, candidateText, cutOff);
    if (distance > cutOff) continue;
    best.push({ territory: entry.territory, distance, commonStart: commonStart(text, candidateText) });
    // The sort is stable: equally near candidates keep the order of the entries.
    best.sort((a, b) => a.distance - b.distance || b.commonStart - a.commonStart);
    best.length = Math.min(best.length, limit);
  }
  return best.map((candidate) => candidate.territory);
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
