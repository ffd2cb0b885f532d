/**
 * Lower case without accents nor ligatures: «Œuvre d'Été» gives «oeuvre d'ete».
 * Total, and idempotent.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('’', "'");
}
