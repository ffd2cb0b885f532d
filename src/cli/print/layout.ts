import { stripVTControlCharacters } from 'node:util';
import { setFrenchSpaces } from './french-spaces.ts';
import { WIDTH } from './style.ts';

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/**
 * Wraps a text between words into lines of at most `width` characters, styles excluded; a longer word, such
 * as a URL, stays whole.
 */
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

/**
 * Prints a label, then paragraphs in a column on its right.
 * @param bullet start of each paragraph: « • »
 */
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
