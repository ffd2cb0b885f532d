import { meanDirection } from './mean-direction.ts';

/** Longest move back of a border to fall between two words. */
const REACH_CHARACTERS = 60;

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
