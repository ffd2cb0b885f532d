/** Straight apostrophes: the two ways of typing one must give one vector. */
export function straighten(text: string): string {
  return text.replaceAll('’', "'");
}

/**
 * Lower case without accents nor ligatures: «Œuvre d'Été» gives «oeuvre d'ete».
 * Total, and idempotent.
 */
export function fold(text: string): string {
  return straighten(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');
}
