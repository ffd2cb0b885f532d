import type { Block } from '../../../domain/resource/resource.ts';

/** A line of a listing that says something, whatever it was read from. */
export interface Line {
  /** Trimmed, with single spaces, without its bullet; never empty. */
  readonly text: string;
  /** Null when the document does not say: a text dump has no headings. */
  readonly kind: Block['kind'] | null;
  /** From 1; null where lines mean nothing. */
  readonly number: number | null;
  /** Blank lines before it; in a page, 1 between blocks and 0 between the items of a list. */
  readonly blanksBefore: number;
  readonly blanksAfter: number;
}
