import { stripVTControlCharacters, styleText } from 'node:util';

/** Emphasis of a text; none without a terminal, or for a person who set NO_COLOR. */
export const bold = (text: string) => styleText('bold', text);
export const dim = (text: string) => styleText('dim', text);
export const green = (text: string) => styleText('green', text);
export const yellow = (text: string) => styleText('yellow', text);
export const red = (text: string) => styleText('red', text);

/** Width of an output, in characters: longer lines are hard to read, shorter ones cannot hold the labels. */
const WIDTH = Math.min(100, Math.max(40, process.stdout.columns ?? 80));

/** Keeps a line from beginning with « : » or « » ». Positions in the text stay valid. */
export function setFrenchSpaces(text: string): string {
  return text.replace(/ (?=[:;!?»%€])/g, '\u00a0').replace(/(?<=«) /g, '\u00a0');
}

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** Wraps between words to `width` characters, styles excluded; a longer word, such as a URL, stays whole. */
export function wrap(text: string, width = WIDTH): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of setFrenchSpaces(text).split(/[ \n]+/)) {
    if (line === '') line = word;
    else if (visibleLength(line) + 1 + visibleLength(word) <= width) line = `${line} ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** Wraps a text after `first`, with the other lines aligned on it. */
export function hang(first: string, text: string, width = WIDTH): readonly string[] {
  const margin = visibleLength(first);
  return wrap(text, width - margin).map(
    (line, index) => `${index === 0 ? first : ' '.repeat(margin)}${line}`,
  );
}

/** Prints a label, then paragraphs in a column on its right, each after the bullet. */
export function labelled(
  label: string,
  paragraphs: readonly string[],
  labelWidth: number,
  bullet = '',
): readonly string[] {
  const padded = label + ' '.repeat(Math.max(0, labelWidth - visibleLength(label)));
  return paragraphs.flatMap((paragraph, index) =>
    hang(`${index === 0 ? padded : ' '.repeat(labelWidth)}${bullet}`, paragraph),
  );
}
