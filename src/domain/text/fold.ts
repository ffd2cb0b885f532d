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

/**
 * Finds where characters of a folded text come from: «œ» becomes two letters, and combined accents vanish.
 * @returns the index in `text` of each character of `fold(text)`, then the length of `text`; in UTF-16 units
 */
export function originsOfFolded(text: string): readonly number[] {
  const origins: number[] = [];
  let index = 0;
  for (const character of text) {
    for (let letters = fold(character).length; letters > 0; letters--) origins.push(index);
    index += character.length;
  }
  return [...origins, index];
}
