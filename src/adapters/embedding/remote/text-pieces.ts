/** How far a border moves back to fall between two words. */
const REACH_CHARACTERS = 60;

/** The nearest start of a word before `index`, or else `index` or the start of the character that it falls in. */
function borderBefore(text: string, index: number): number {
  const reach = text.slice(Math.max(0, index - REACH_CHARACTERS), index);
  const word = /\s(\S*)$/.exec(reach)?.[1] ?? /[\ud800-\udbff]$/.exec(reach)?.[0] ?? '';
  return index - word.length;
}

/**
 * Cuts a text, between words if it can, into the fewest pieces of about the same length that all fit in the model's
 * window: their mean must not favour a short remainder.
 * @param fits whether a piece fits in the window
 */
export function cutIntoPieces(text: string, fits: (piece: string) => boolean): readonly string[] {
  for (let count = 1; ; count += 1) {
    const border = (n: number) =>
      n < count ? borderBefore(text, Math.round((n * text.length) / count)) : text.length;
    const pieces = Array.from({ length: count }, (_, n) => text.slice(border(n), border(n + 1)));
    // A piece of one character goes as it is.
    if (count >= text.length || pieces.every(fits)) return pieces;
  }
}
