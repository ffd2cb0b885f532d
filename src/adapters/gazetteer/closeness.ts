import { editDistance, prefixEditDistance } from '../../domain/territory/edit-distance.ts';

/**
 * Degrees of resemblance between a query and a name, closest first. Those from `core` to `words` are `OTHER_KIND` lower
 * for territories of another kind than the query asks for.
 */
export const CLOSENESS = {
  /** Whole name, code or postal code. */
  exact: 0,
  /** Name without its articles and its legal form, alone or followed by its département or postal code. */
  core: 1,
  /** Beginning of the name, of a code or of a postal code. */
  prefix: 2,
  /** Every word of the query starts a word of the name, of its département or of its postal codes. */
  words: 3,
  /** EPCI of a town: « Grand Lyon », « pays de Redon ». */
  usualName: 4,
  /** EPCI whose name begins so: « Pays de Mirecourt » may be Mirecourt Dompaire. */
  usualStart: 5,
  /** Whole name, with one typo, then two. */
  oneTypo: 8,
  twoTypos: 9,
  /** Name without its articles and its legal form, with one or two typos. */
  coreWithTypos: 10,
  /** Part of the name, or the beginning of one of its words with one typo, then two. */
  inside: 11,
  insideTwoTypos: 12,
} as const;
export const OTHER_KIND = 4;

export interface ComparableName {
  readonly full: string;
  readonly core: string;
  /** `full` after a space, so that a space precedes every word. */
  readonly words: string;
  readonly letters: number;
}

export interface ComparableQuery {
  readonly full: string;
  readonly core: string;
  /** Distinct words of `core`, each after a space. */
  readonly words: readonly string[];
  /** Letter set of `core`. */
  readonly letters: number;
  /** Typos forgiven: none below four characters, one below eight, then two. */
  readonly typoLimit: 0 | 1 | 2;
}

/** Words that people add to a name to tell homonyms apart, each after a space. */
export interface NameContext {
  readonly words: string;
  readonly letters: number;
}

const DIGIT_BIT = 1 << 26;

/** Returns the set of letters and digits of a folded text: one bit a letter, one for all digits. */
export function letterSet(folded: string): number {
  let set = 0;
  for (let i = 0; i < folded.length; i++) {
    const letter = folded.charCodeAt(i) - 97;
    if (letter >= 0 && letter < 26) set |= 1 << letter;
    else if (folded.charCodeAt(i) !== 32) set |= DIGIT_BIT;
  }
  return set;
}

export function typoLimitOf(core: string): 0 | 1 | 2 {
  if (core.length < 4 || /^\d/.test(core)) return 0;
  return core.length < 8 ? 1 : 2;
}

/** Returns null when the names do not resemble each other. Ignores kinds. */
export function compareNames(
  query: ComparableQuery,
  name: ComparableName,
  context: NameContext,
): number | null {
  return compareStrictly(query, name, context) ?? compareLoosely(query, name);
}

/** The same without typos nor parts of words: thousands of former names would resemble any typo. */
export function compareStrictly(
  query: ComparableQuery,
  name: ComparableName,
  context: NameContext,
): number | null {
  // Letter sets rule out most of the register for two operations.
  const missing = query.letters & ~name.letters;
  if (missing === 0) {
    if (name.full === query.full) return CLOSENESS.exact;
    if (name.core === query.core) return CLOSENESS.core;
    if (name.full.startsWith(query.full)) return CLOSENESS.prefix;
    if (name.core.startsWith(query.core)) {
      return query.core === query.full ? CLOSENESS.prefix : CLOSENESS.words;
    }
  }
  if ((missing & ~context.letters) === 0 && (missing === 0 || query.words.length > 1)) {
    if (isLocated(query, name, context)) return CLOSENESS.core;
    if (startsWords(query.words, name, context)) return CLOSENESS.words;
  }
  return null;
}

/** Recognises « Saint-Denis 93 », « Rennes Ille-et-Vilaine », « Rennes 35000 ». */
function isLocated(query: ComparableQuery, name: ComparableName, context: NameContext): boolean {
  const { length } = name.core;
  if (query.core[length] !== ' ' || !query.core.startsWith(name.core)) return false;
  const where = query.core.slice(length + 1).split(' ');
  return where.every((word) => context.words.includes(` ${word}`));
}

/** Says whether every word starts a word of the name or its context, and one of them a word of the name itself. */
function startsWords(words: readonly string[], name: ComparableName, context: NameContext): boolean {
  let inName = false;
  for (const word of words) {
    if (name.words.includes(word)) inName = true;
    else if (!context.words.includes(word)) return false;
  }
  return inName;
}

function compareLoosely(query: ComparableQuery, name: ComparableName): number | null {
  const { core, typoLimit } = query;
  // A typo adds at most one letter that the name lacks.
  if (bitCount(query.letters & ~name.letters) > typoLimit) return null;
  if (typoLimit > 0 && editDistance(core, name.core, typoLimit) <= typoLimit) {
    const typos = editDistance(query.full, name.full, typoLimit);
    if (typos > typoLimit) return CLOSENESS.coreWithTypos;
    return typos <= 1 ? CLOSENESS.oneTypo : CLOSENESS.twoTypos;
  }
  if (core.length >= 3 && name.core.includes(core)) return CLOSENESS.inside;
  let best = typoLimit + 1;
  for (let start = 0; typoLimit > 0; ) {
    best = Math.min(best, prefixEditDistance(core, name.core, start, typoLimit));
    const space = name.core.indexOf(' ', start);
    if (space < 0 || best <= 1) break;
    start = space + 1;
  }
  if (best > typoLimit) return null;
  return best <= 1 ? CLOSENESS.inside : CLOSENESS.insideTwoTypos;
}

function bitCount(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
