import type { Blank, Label } from './words.ts';

export const NOTE_FORMATS = ['docx', 'html'] as const;
export type NoteFormat = (typeof NOTE_FORMATS)[number];

/** Piece of a line: a fixed label, a value of the answer, or a place to fill in. */
export type NoteText =
  | { readonly from: 'label'; readonly text: Label; readonly isStrong: boolean }
  | { readonly from: 'answer'; readonly text: string; readonly url: string | null }
  | { readonly from: 'blank'; readonly text: Blank };

export type NoteLine = readonly NoteText[];

export type NoteBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly line: NoteLine }
  | { readonly kind: 'paragraph'; readonly line: NoteLine }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly NoteLine[] };

/** Note for the council, ready to be written in any format. Its texts are not typeset. */
export interface Note {
  readonly title: NoteLine;
  /** Name of its file, without extension: ASCII letters, digits and hyphens. */
  readonly fileName: string;
  readonly blocks: readonly NoteBlock[];
}
