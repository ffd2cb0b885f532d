/**
 * Replaces the spaces that French sets around its punctuation by no-break spaces, so that no line
 * begins with « : » or « » ». One character for one character: positions in the text stay right.
 */
export function setFrenchSpaces(text: string): string {
  return text.replace(/ (?=[:;!?»%€])/g, '\u00a0').replace(/(?<=«) /g, '\u00a0');
}
