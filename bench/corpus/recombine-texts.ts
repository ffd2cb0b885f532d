import type { Draws } from './random-draws.ts';

/** Shortest clause that may begin or end a spliced sentence, in characters. */
const MIN_CLAUSE = 20;

/** Number that is neither a year nor part of a word. */
const NUMBER = /(?<![\p{L}\p{N}-])(?!(?:19|20)\d\d(?!\d))\d{1,3}(?:[\u00a0\u202f ]\d{3})*(?![\p{L}\p{N}-])/gu;

/** Replaces place names, the longest first, since one may be part of another. */
export function renamePlaces(text: string, names: readonly string[], replacement: string): string {
  return names
    .toSorted((a, b) => b.length - a.length)
    .reduce((renamed, name) => renamed.replaceAll(name, replacement), text);
}

/** Changes each figure by at most half, except years. */
export function changeNumbers(text: string, draws: Draws): string {
  return text.replace(NUMBER, (written) => {
    const value = Number(written.replace(/\D/g, ''));
    const changed = Math.max(1, Math.round(value * draws.between(0.5, 1.5)));
    return changed.toLocaleString('fr-FR');
  });
}

export interface Splice {
  readonly text: string;
  /** Share of the characters that come from the first sentence, in (0, 1). */
  readonly share: number;
}

/** Returns the positions of the commas between two clauses of sufficient length. */
function cuts(sentence: string): readonly number[] {
  return [...sentence.matchAll(/, /g)]
    .map(({ index }) => index)
    .filter((index) => index >= MIN_CLAUSE && sentence.length - index >= MIN_CLAUSE);
}

/** Joins the beginning of one sentence to the end of another; null when one of them has no comma to cut at. */
export function spliceSentences(first: string, second: string, draws: Draws): Splice | null {
  const [firstCuts, secondCuts] = [cuts(first), cuts(second)];
  if (firstCuts.length === 0 || secondCuts.length === 0) return null;
  const head = first.slice(0, draws.pick(firstCuts));
  const tail = second.slice(draws.pick(secondCuts));
  return { text: head + tail, share: head.length / (head.length + tail.length) };
}

/** Inserts a clause before the final punctuation. */
export function addClause(sentence: string, clause: string): string {
  const end = /[.!?…]?[\s»)]*$/u.exec(sentence)?.index ?? sentence.length;
  return `${sentence.slice(0, end)} ${clause}${sentence.slice(end) || '.'}`;
}
