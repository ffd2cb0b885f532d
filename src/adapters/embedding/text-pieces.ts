/** Characters that two neighbours share: about one sentence. */
const OVERLAP_CHARACTERS = 120;
/** More than a token stands for on average in any text, so that no attempt has pieces it need not have. */
const CHARACTERS_PER_TOKEN = 8;

function isInsidePair(text: string, index: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(index - 1, index + 1));
}

/** The border nearest before `index`, at `reach` characters at most: a space, or else not inside a character. */
function borderBefore(text: string, index: number, reach: number): number {
  for (let border = index; border > index - reach; border -= 1) {
    if (/\s/.test(text.charAt(border))) return border;
  }
  return isInsidePair(text, index) ? index - 1 : index;
}

/** Pieces of about the same length, so that their mean does not favour a short remainder. */
function cutInto(count: number, text: string): readonly string[] {
  const stride = text.length / count;
  const reach = Math.floor(Math.min(OVERLAP_CHARACTERS, stride / 2) / 2);
  const border = (index: number) => borderBefore(text, Math.round(index), reach);
  return Array.from({ length: count }, (_, index) =>
    text.slice(
      index === 0 ? 0 : border(index * stride - reach),
      index === count - 1 ? text.length : border((index + 1) * stride + reach),
    ),
  );
}

/**
 * A text whole when it fits in the model's window, or else in the fewest pieces that all do, cut between
 * words, two neighbours sharing about a sentence.
 * @param fits whether a piece does
 * @param room what fits at most, in tokens
 */
export function cutIntoPieces(
  text: string,
  room: number,
  fits: (piece: string) => boolean,
): readonly string[] {
  for (let count = Math.max(1, Math.ceil(text.length / (room * CHARACTERS_PER_TOKEN))); ; count += 1) {
    const pieces = cutInto(count, text);
    // One character is all that is left to cut: it goes as it is.
    if (count >= text.length || pieces.every(fits)) return pieces;
  }
}
