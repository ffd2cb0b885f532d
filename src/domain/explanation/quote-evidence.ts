import { type PassageHit, WHOLE_FICHE } from '../matching/retrieval.ts';
import type { TextAnalysis } from '../text/terms.ts';

/** Quoted passage; `passage.slice(start, end)` of each highlight is a word that the question also has. */
export interface Evidence {
  readonly passage: string;
  /** [start, end) in UTF-16 units, ascending, disjoint. */
  readonly highlights: readonly (readonly [number, number])[];
}

/**
 * Quotes the sentence nearest to the question, with the words that match after stemming. The whole fiche is only the
 * fallback.
 * @param passages best first
 */
export function quoteEvidence(
  passages: readonly PassageHit[],
  stems: readonly string[],
  analyse: TextAnalysis,
): Evidence | null {
  const best = passages.find((passage) => passage.ordinal !== WHOLE_FICHE) ?? passages[0];
  if (best === undefined) return null;
  const asked = new Set(stems);
  const highlights = analyse(best.quote)
    .filter((term) => asked.has(term.stem))
    .map((term) => [term.start, term.end] as const);
  return { passage: best.quote, highlights };
}
