// How texts are cut for the model, and how the vectors of their pieces are joined.

/**
 * Tokens of a question that the model reads, about 1,000 characters of French: the longest of the 2,440 requests of the
 * evaluation has 232. The cost of a question follows this number, not that of its characters.
 */
const MAX_QUESTION_TOKENS = 256;

/** Longest move back of a border to fall between two words. */
const REACH_CHARACTERS = 60;

/** Cuts words of more than 64 characters: finding the tokens of a word takes the square of its length. */
export function cutLongWords(text: string): string {
  return text.replace(/\S{64}(?=\S)/gu, '$& ');
}

/** Returns the beginning of a question that the model reads, up to the end of a word. */
export function cutQuestion(text: string, countTokens: (text: string) => number): string {
  // A character has one token at most, once it is decomposed.
  if (text.normalize('NFKC').length <= MAX_QUESTION_TOKENS) return text;
  let left = MAX_QUESTION_TOKENS;
  for (const { 0: word, index } of text.matchAll(/\s*\S{1,16}/gu)) {
    left -= countTokens(word);
    if (left < 0) return text.slice(0, index);
  }
  return text;
}

/** Cuts a list into batches of at most `maxCharacters`, in order. A longer text gets its own batch. */
export function cutIntoBatches(
  texts: readonly string[],
  maxCharacters: number,
): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let last: string[] = [];
  let characters = 0;
  for (const text of texts) {
    characters += text.length;
    if (last.length === 0 || characters > maxCharacters) {
      last = [];
      batches.push(last);
      characters = text.length;
    }
    last.push(text);
  }
  return batches;
}

/** Returns the nearest start of a word before `index`, or else the start of the character at `index`. */
function borderBefore(text: string, index: number): number {
  const reach = text.slice(Math.max(0, index - REACH_CHARACTERS), index);
  const word = /\s(\S*)$/.exec(reach)?.[1] ?? /[\ud800-\udbff]$/.exec(reach)?.[0] ?? '';
  return index - word.length;
}

/**
 * Cuts a text, between words if possible, into the fewest pieces of about the same length that all fit in the model's
 * window: their mean must not favour a short remainder.
 */
export function cutIntoPieces(text: string, fits: (piece: string) => boolean): readonly string[] {
  for (let count = 1; ; count += 1) {
    const border = (n: number) =>
      n < count ? borderBefore(text, Math.round((n * text.length) / count)) : text.length;
    const pieces = Array.from({ length: count }, (_, n) => text.slice(border(n), border(n + 1)));
    // A piece of one character cannot be cut further.
    if (count >= text.length || pieces.every(fits)) return pieces;
  }
}

/**
 * Covers `length` tokens with the fewest windows of at most `room` tokens (`room` > `overlap` >= 0). All windows have
 * the same size, so that their mean does not favour a short remainder; neighbours share at least `overlap` tokens, so
 * that every sentence is whole in one of them. Ends are exclusive.
 */
export function splitIntoWindows(
  length: number,
  room: number,
  overlap: number,
): readonly { start: number; end: number }[] {
  if (length <= room) return [{ start: 0, end: length }];
  const count = Math.ceil((length - overlap) / (room - overlap));
  const size = Math.ceil((length + (count - 1) * overlap) / count);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * (length - size)) / (count - 1));
    return { start, end: start + size };
  });
}

/**
 * Returns the mean of `vectors` (at least one, all of the same size) scaled to length 1. Sums in double precision
 * and in order: the same vectors give the same bits.
 * @throws Error when the mean is zero or not finite
 */
export function meanDirection(vectors: readonly Float32Array[]): Float32Array {
  const sums = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    vector.forEach((value, dimension) => {
      sums[dimension] = (sums[dimension] ?? 0) + value;
    });
  }
  const norm = Math.sqrt(sums.reduce((total, sum) => total + sum * sum, 0));
  if (!(norm > 0 && Number.isFinite(norm))) throw new Error('la moyenne est nulle ou infinie');
  return Float32Array.from(sums, (sum) => sum / norm);
}

/** Returns one vector a text, from those of the pieces of each, in order. */
export function joinPieces(
  pieces: readonly (readonly string[])[],
  vectors: readonly Float32Array[],
): readonly Float32Array[] {
  let next = 0;
  return pieces.map(({ length }) => {
    const own = vectors.slice(next, next + length);
    next += length;
    return own.length === 1 && own[0] !== undefined ? own[0] : meanDirection(own);
  });
}
