/** Replaces curly apostrophes by straight ones, so that both give the same vector. */
export function straighten(text: string): string {
  return text.replaceAll('’', "'");
}

/** Lowers case and removes accents and ligatures: «Œuvre d'Été» gives «oeuvre d'ete». Idempotent. */
export function fold(text: string): string {
  return straighten(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');
}

/** Fewest words of a text to lower: fewer are more likely acronyms, «SCIC», «PAT EPCI». */
const SHORTEST_SHOUT_WORDS = 4;
const SHOUTED_SHARE = 0.7;

/** Lowers a text typed with caps lock, whose capitals would be other words for the model. */
export function calmCapitals(text: string): string {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = text.match(/\p{Lu}/gu) ?? [];
  const wordCount = text.trim().split(/\s+/u).length;
  const isShouted = wordCount >= SHORTEST_SHOUT_WORDS && capitals.length > SHOUTED_SHARE * letters.length;
  return isShouted ? text.toLowerCase() : text;
}

/** Folding leaves the number of the characters up to this one, of which most of a text is made. */
const LAST_ASCII = '\u007f';

/** Returns the index in `text` of each character of `fold(text)`, then the length of `text`; UTF-16 units. */
function originsOfFolded(text: string): readonly number[] {
  const origins: number[] = [];
  let index = 0;
  for (const character of text) {
    const letters = character <= LAST_ASCII ? 1 : fold(character).length;
    for (let letter = 0; letter < letters; letter++) origins.push(index);
    index += character.length;
  }
  return [...origins, index];
}

/** Folds a text, and turns positions in one form into positions in the other; UTF-16 units. */
export function foldedView(text: string) {
  const origins = originsOfFolded(text);
  return {
    folded: fold(text),
    toFolded: (index: number) => origins.findIndex((origin) => origin >= index),
    asTyped(range: { readonly start: number; readonly end: number }) {
      const [start = 0, end = text.length] = [origins[range.start], origins[range.end]];
      return { text: text.slice(start, end), start, end };
    },
  };
}
