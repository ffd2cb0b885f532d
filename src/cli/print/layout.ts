import { styleText } from 'node:util';

/** Emphasis of a text; none without a terminal, or for a person who set NO_COLOR. */
export const bold = (text: string) => styleText('bold', text);
export const dim = (text: string) => styleText('dim', text);
export const green = (text: string) => styleText('green', text);
export const yellow = (text: string) => styleText('yellow', text);
export const red = (text: string) => styleText('red', text);

/** Keeps a line from beginning with « : » or « » ». */
export function setFrenchSpaces(text: string): string {
  return text.replace(/ (?=[:;!?»%€])/g, '\u00a0').replace(/(?<=«) /g, '\u00a0');
}
