import { editDistance } from '../../domain/territory/edit-distance.ts';
import { foldQuery } from '../../domain/territory/fold-name.ts';
import type { RegisteredTerritory } from '../../domain/territory/territory.ts';
import { normaliseTerritoryCode } from '../../domain/territory/territory-code.ts';
import type { IndexEntry } from './search-index.ts';
import { searchTerritories } from './search-territories.ts';

/** Longer texts are compared by their beginning: no code is longer, and few names. */
const MAX_COMPARED_LENGTH = 24;

interface Candidate {
  readonly territory: RegisteredTerritory;
  readonly distance: number;
  readonly commonStart: number;
}

/**
 * The `limit` territories whose code (when the text has more digits than letters) or name looks
 * most like the text: edit distance, then the longest common beginning, then the order of the
 * entries. Codes are compared with those of the same kind of length: départements and régions
 * (2 or 3 characters), communes (5), SIREN (9). Empty for a text without letters or digits.
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

/** Reads the code of an entry that is of the kind of this length, null for the others. */
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
  const best: Candidate[] = [];
  for (const entry of entries) {
    const candidateText = read(entry);
    if (candidateText === null) continue;
    // Only what would enter the list is worth measuring to the end.
    const worst = best.length < limit ? undefined : best.at(-1)?.distance;
    const cutOff = worst ?? Math.max(text.length, candidateText.length);
    const distance = editDistance(text, candidateText, cutOff);
    if (distance > cutOff) continue;
    best.push({ territory: entry.territory, distance, commonStart: commonStart(text, candidateText) });
    // The sort is stable: candidates that are equally near keep the order of the entries.
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
