import { type PassageHit, WHOLE_FICHE } from '../matching/retrieval.ts';
import type { TextAnalysis } from '../text/terms.ts';

/** A quoted passage; `text.slice(start, end)` of each range is a word that the question has too. */
export interface Evidence {
  readonly passage: string;
  /** [start, end) in UTF-16 units, ascending, disjoint. */
  readonly highlights: readonly (readonly [number, number])[];
}

/**
 * The sentence of the experience that is nearest to the question, with the words that match after
 * stemming. The whole fiche ranks but is not quoted.
 *
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
