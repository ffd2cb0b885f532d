import { stripVTControlCharacters } from 'node:util';
import { setFrenchSpaces } from './french-spaces.ts';

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/**
 * Cuts a text into lines of at most `width` characters, between words; a longer word, such as an
 * address, stays whole. Styles do not count.
 */
export function wrap(text: string, width: number): readonly string[] {
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

/** Wrapped text whose first line begins with `first`, and the others are aligned on it. */
export function hang(first: string, text: string, width: number): readonly string[] {
  const margin = visibleLength(first);
  return wrap(text, width - margin).map(
    (line, index) => `${index === 0 ? first : ' '.repeat(margin)}${line}`,
  );
}

/** A label, then one or several paragraphs in a column on its right; with bullets when several are possible. */
export function labelled(
  label: string,
  paragraphs: readonly string[],
  options: { readonly width: number; readonly labelWidth: number; readonly bullets: boolean },
): readonly string[] {
  const { width, labelWidth, bullets } = options;
  const blank = ' '.repeat(labelWidth);
  const padded = label + ' '.repeat(Math.max(0, labelWidth - visibleLength(label)));
  return paragraphs.flatMap((paragraph, index) =>
    hang(`${index === 0 ? padded : blank}${bullets ? '• ' : ''}`, paragraph, width),
  );
}

/** The beginning of a text, whole words, at most `length` characters with its ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const whole = cut.slice(0, Math.max(cut.lastIndexOf(' '), 1));
  return `${whole.replace(/[\s,;:]+$/, '')}…`;
}
