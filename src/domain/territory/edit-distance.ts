/** Value of a cell outside the band: larger than any real distance. */
const OUTSIDE = 10_000;

// Reused between calls: a search compares one text with tens of thousands of names.
let rows = allocateRows(256);

/**
 * Computes the optimal string alignment distance (insertions, deletions, substitutions and swaps of two neighbours
 * each count 1), or `limit + 1` when it exceeds `limit`. Symmetric. Cost: text length × (2 · limit + 1).
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const row = lastRow(a, b, 0, limit);
  return row === null ? limit + 1 : Math.min(row[b.length] ?? OUTSIDE, limit + 1);
}

/** Computes the same distance between `query` and the nearest prefix of `text` from `start`. */
export function prefixEditDistance(query: string, text: string, start: number, limit: number): number {
  const row = lastRow(query, text, start, limit);
  if (row === null) return limit + 1;
  const last = Math.min(text.length - start, query.length + limit);
  let best = limit + 1;
  for (let j = Math.max(0, query.length - limit); j <= last; j++) best = Math.min(best, row[j] ?? OUTSIDE);
  return best;
}

/**
 * Computes the last row of the dynamic programme, within `limit` of the diagonal only (Ukkonen 1985): cell j is the
 * distance between `query` and the first j characters of `text`. Null when the distance must exceed `limit`.
 */
function lastRow(query: string, text: string, start: number, limit: number): Uint16Array | null {
  const length = text.length - start;
  if (query.length - length > limit) return null;
  if (rows.width < query.length + limit + 2) rows = allocateRows(2 * (query.length + limit + 2));
  let { beforeLast, last, current } = rows;
  for (let j = 0; j <= limit; j++) last[j] = j;
  last[limit + 1] = OUTSIDE;
  for (let i = 1; i <= query.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(length, i + limit);
    const letter = query.charCodeAt(i - 1);
    const letterBefore = i > 1 ? query.charCodeAt(i - 2) : -1;
    let left = i <= limit ? i : OUTSIDE;
    let smallest = left;
    current[from - 1] = left;
    for (let j = from; j <= to; j++) {
      const textLetter = text.charCodeAt(start + j - 1);
      let value = (last[j - 1] ?? OUTSIDE) + (letter === textLetter ? 0 : 1);
      value = Math.min(value, (last[j] ?? OUTSIDE) + 1, left + 1);
      if (j > 1 && letterBefore === textLetter && letter === text.charCodeAt(start + j - 2)) {
        value = Math.min(value, (beforeLast[j - 2] ?? OUTSIDE) + 1);
      }
      current[j] = value;
      left = value;
      if (value < smallest) smallest = value;
    }
    current[to + 1] = OUTSIDE;
    if (smallest > limit) return null;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return last;
}

function allocateRows(width: number) {
  return {
    width,
    beforeLast: new Uint16Array(width),
    last: new Uint16Array(width),
    current: new Uint16Array(width),
  };
}
