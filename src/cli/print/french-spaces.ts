/**
 * Replaces the spaces around French punctuation by no-break spaces, so that no line begins with « : » or
 * « » ». Keeps the length: positions in the text stay valid.
 */
export function setFrenchSpaces(text: string): string {
  return text.replace(/ (?=[:;!?»%€])/g, '\u00a0').replace(/(?<=«) /g, '\u00a0');
}
