/** A text on one line, trimmed, with single spaces. A no-break space alone stays: it belongs to the typography. */
export function singleSpaces(text: string): string {
  return text.replace(/\s{2,}|[\t\n\v\f\r]/gu, ' ').trim();
}
