import type { Block } from '../../../domain/resource/resource.ts';

/** Line of a listing, from a page or a text. */
export interface Line {
  /** Trimmed, with single spaces, without its bullet; never empty. */
  readonly text: string;
  /** Null when the document does not say: a text dump has no headings. */
  readonly kind: Block['kind'] | null;
  /** Line number in the file, from 1; null in a page. */
  readonly number: number | null;
  /** Blank lines before it; in a page, 1 between blocks and 0 between the items of a list. */
  readonly blanksBefore: number;
  readonly blanksAfter: number;
}
