/**
 * Puts a text on one line, trimmed, with single spaces. Keeps a lone no-break space, which is French
 * typography.
 */
export function singleSpaces(text: string): string {
  return text.replace(/\s{2,}|[\t\n\v\f\r]/gu, ' ').trim();
}
