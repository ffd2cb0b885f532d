import type { NoteBlock, NoteLine, NoteText } from './note.ts';
import { BLANKS, type Blank, type Label, type MARKS } from './words.ts';

type Mark = (typeof MARKS)[keyof typeof MARKS];

export function label(text: Label): NoteText {
  return { from: 'label', text, isStrong: false };
}

export function strong(text: Label): NoteText {
  return { from: 'label', text, isStrong: true };
}

/** Value of the answer, as it stands there or in the French that the service gives it elsewhere. */
export function value(text: string, url: string | null = null): NoteText {
  return { from: 'answer', text, url };
}

export function heading(level: 1 | 2 | 3, ...line: NoteLine): NoteBlock {
  return { kind: 'heading', level, line };
}

export function paragraph(...line: NoteLine): NoteBlock {
  return { kind: 'paragraph', line };
}

export function toFillIn(blank: keyof typeof BLANKS): NoteBlock {
  return paragraph(blankOf(BLANKS[blank]));
}

export function blankOf(text: Blank): NoteText {
  return { from: 'blank', text };
}

/** Returns no block for an empty list. */
export function list(items: readonly NoteLine[], isOrdered = false): readonly NoteBlock[] {
  return items.length === 0 ? [] : [{ kind: 'list', isOrdered, items }];
}

/** Joins the lines that have something to say. */
export function join(lines: readonly NoteLine[], mark: Mark): NoteLine {
  return lines
    .filter((line) => line.length > 0)
    .flatMap((line, position) => (position === 0 ? line : [label(mark), ...line]));
}
