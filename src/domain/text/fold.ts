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
