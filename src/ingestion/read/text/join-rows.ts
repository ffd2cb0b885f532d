const HYPHEN_AT_END = /(?<=\p{L}{2})[-\u2010]$/u;
const LOWER_CASE_START = /^\p{Ll}/u;
/** Words that follow a hyphen of their own: « celui-ci », « a-t-il ». */
export const AFTER_HYPHEN =
  /^(?:ci|là|mêmes?|t|ils?|elles?|on|je|tu|nous|vous|ce|en|y|dessus|dessous|être)(?!\p{L})/u;
const SENTENCE_END = /[.!?…:;»”"]$/u;
/** Shortest row that its width may have cut, in characters. */
const SHORTEST_WRAPPED = 40;
const CELLS = /\t|\s\|\s/;

/**
 * Joins a row to the next one of its paragraph: a word cut by a hyphen, or a sentence cut by the width of the page.
 * Returns null when the rows are two lines.
 */
export function joinRows(row: string, next: string): string | null {
  if (CELLS.test(row) || CELLS.test(next)) return null;
  if (!LOWER_CASE_START.test(next)) return null;
  if (HYPHEN_AT_END.test(row)) return `${AFTER_HYPHEN.test(next) ? row : row.slice(0, -1)}${next}`;
  return row.length < SHORTEST_WRAPPED || SENTENCE_END.test(row) ? null : `${row} ${next}`;
}
