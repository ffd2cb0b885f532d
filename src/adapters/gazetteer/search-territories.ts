import { editDistance } from '../../domain/territory/edit-distance.ts';
import { askedKinds, foldQuery, withoutUsualWords } from '../../domain/territory/fold-name.ts';
import {
  type AliasKind,
  looksLikeCode,
  normaliseTerritoryCode,
  type RegisteredTerritory,
  type TerritoryKind,
} from '../../domain/territory/territory.ts';
import type { TerritoryMatch } from '../../ports/gazetteer.ts';
import {
  CLOSENESS,
  type ComparableQuery,
  compareNames,
  compareStrictly,
  letterSet,
  OTHER_KIND,
  typoLimitOf,
} from './closeness.ts';
import type { IndexEntry } from './search-index.ts';

/** Length read of a query: more than the longest name of the register. */
const MAX_QUERY_LENGTH = 200;
/** Shortest beginning of a SIREN that is searched: they all start alike. */
const MIN_SIREN_PREFIX = 6;
const CLOSENESS_COUNT = CLOSENESS.insideTwoTypos + 1;

interface Query extends ComparableQuery {
  /** Null when the text cannot be a code. */
  readonly code: string | null;
  readonly kinds: ReturnType<typeof askedKinds>;
  readonly acronym: string;
  /** Town of a usual name; null when the text is not one. */
  readonly bare: string | null;
  /** As it was typed. */
  readonly typed: string;
}

interface Found {
  /** One of `CLOSENESS`, or lower by `OTHER_KIND`. */
  readonly closeness: number;
  readonly alias: string | null;
  readonly kind: AliasKind | null;
}

/**
 * Returns the `limit` entries closest to the text: by closeness, a current name before that of a former place, then
 * in the order of the entries. One pass over the register; empty for a text without letters or digits.
 */
export function searchTerritories(
  entries: readonly IndexEntry[],
  text: string,
  limit: number,
  kind?: TerritoryKind,
): TerritoryMatch[] {
  const query = readQuery(text);
  if (query.core === '') return [];
  // Each closeness has two shelves: current names, then former ones.
  const shelves: TerritoryMatch[][] = Array.from({ length: 2 * CLOSENESS_COUNT }, () => []);
  let close = 0;
  for (const entry of entries) {
    const isAsked = entry.isOffered && (kind === undefined || entry.kinds.includes(kind));
    const found = isAsked ? compareEntry(query, entry) : null;
    if (found === null) continue;
    if (found.closeness < CLOSENESS.oneTypo) close++;
    else if (close >= limit) continue;
    const shelf = shelves[2 * found.closeness + (found.alias === null ? 0 : 1)];
    if (shelf !== undefined && shelf.length < limit) {
      shelf.push({ territory: entry.territory, matchedAlias: found.alias, matchedAs: found.kind });
    }
  }
  return shelves.flat().slice(0, limit);
}

function readQuery(text: string): Query {
  const read = text.slice(0, MAX_QUERY_LENGTH);
  const { full, core } = foldQuery(read);
  const code = normaliseTerritoryCode(read);
  const bare = withoutUsualWords(core);
  return {
    full,
    core,
    words: [...new Set(core.split(' '))].map((word) => ` ${word}`),
    letters: letterSet(core),
    typoLimit: typoLimitOf(core),
    code: looksLikeCode(code) ? code : null,
    kinds: askedKinds(full),
    acronym: full.toUpperCase(),
    bare: bare === core ? null : bare,
    typed: read.trim(),
  };
}

function compareEntry(query: Query, entry: IndexEntry): Found | null {
  let best = compareOtherwise(query, entry);
  for (const name of entry.names) {
    const closeness =
      name.kind === 'former-name'
        ? compareStrictly(query, name, entry.context)
        : compareNames(query, name, entry.context);
    if (closeness === null || (best !== null && best.closeness <= closeness)) continue;
    best = { closeness, alias: name.alias, kind: name.kind };
  }
  return best === null || query.kinds === null || query.kinds.has(entry.territory.kind)
    ? best
    : { ...best, closeness: demote(best.closeness) };
}

function compareOtherwise(query: Query, entry: IndexEntry): Found | null {
  if (query.code !== null) return compareCodes(query.code, entry);
  if (entry.acronyms.includes(query.acronym)) {
    const isOfficial = entry.territory.name.includes(`(${query.acronym})`);
    return isOfficial
      ? { closeness: CLOSENESS.exact, alias: null, kind: null }
      : { closeness: CLOSENESS.exact, alias: query.acronym, kind: 'acronym' };
  }
  if (query.bare === null || entry.bare === null) return null;
  if (query.bare === entry.bare)
    return { closeness: CLOSENESS.usualName, alias: query.typed, kind: 'usual-name' };
  const isStart = query.core.startsWith('pays ') && entry.bare.startsWith(`${query.bare} `);
  return isStart ? { closeness: CLOSENESS.usualStart, alias: null, kind: null } : null;
}

function compareCodes(code: string, entry: IndexEntry): Found | null {
  const codes = code.length < MIN_SIREN_PREFIX ? entry.codes : entry.siren;
  const start = codes.indexOf(` ${code}`);
  if (start >= 0) {
    const isWhole = codes.includes(` ${code} `, start);
    return { closeness: isWhole ? CLOSENESS.exact : CLOSENESS.prefix, alias: null, kind: null };
  }
  return entry.formerCodes.includes(code)
    ? { closeness: CLOSENESS.exact, alias: code, kind: 'former-code' }
    : null;
}

/** Lowers the closeness of a kind that the query does not ask for, unless the name is exactly the text. */
function demote(closeness: number): number {
  const isLowered = closeness >= CLOSENESS.core && closeness <= CLOSENESS.words;
  return isLowered ? closeness + OTHER_KIND : closeness;
}

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
