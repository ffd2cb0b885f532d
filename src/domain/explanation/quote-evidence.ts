import { NEEDS_MET, type PassageHit } from '../matching/retrieval.ts';
import { isSameWord } from '../text/same-word.ts';
import type { TextAnalysis } from '../text/terms.ts';

/** Quoted passage; `passage.slice(start, end)` of each highlight is a word that the question also has. */
export interface Evidence {
  readonly passage: string;
  /** [start, end) in UTF-16 units, ascending, disjoint. */
  readonly highlights: readonly (readonly [number, number])[];
}

/**
 * Quotes the sentence nearest to the question in meaning, with the words that are forms of words of the question; a
 * paraphrase has none. The other passages are only the fallback.
 * @param passages best first
 * @param words result of `wordsAsTyped`
 */
export function quoteEvidence(
  passages: readonly PassageHit[],
  words: ReadonlyMap<string, readonly string[]>,
  analyse: TextAnalysis,
): Evidence | null {
  const best = passages.find((passage) => passage.ordinal > NEEDS_MET) ?? passages[0];
  if (best === undefined) return null;
  const highlights = analyse(best.quote)
    .filter(({ stem, start, end }) =>
      words.get(stem)?.some((word) => isSameWord(word, best.quote.slice(start, end), stem)),
    )
    .map((term) => [term.start, term.end] as const);
  return { passage: best.quote, highlights };
}
