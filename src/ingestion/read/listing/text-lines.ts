import type { Block } from '../../../domain/resource/resource.ts';
import { fold } from '../../../domain/text/fold.ts';
import { joinRows } from '../text/join-rows.ts';
import { singleSpaces } from '../text/sanitise-text.ts';

const BULLET = /^[•·▪◦‣●○*–—-][ \t\u00a0\u202f]+(?=\S)/;
const QUOTE_MARK = /^>[ \t]?(?=\S)/;
const WHOLE_QUOTE = /^[«“"][^«»“”"]*[»”"]\.?$/;
const CELL_BORDER = /\s*\t\s*|\s+\|\s+/;

interface Paragraph {
  raw: string;
  readonly number: number;
  /** Number of its last row. */
  last: number;
}

/** Gathers the rows that the width of the page cut. */
function gatherRows(rows: readonly string[]): readonly Paragraph[] {
  const gathered: Paragraph[] = [];
  for (const [index, row] of rows.entries()) {
    const [raw, number] = [row.trim(), index + 1];
    if (raw === '') continue;
    const previous = gathered.at(-1);
    const joined = previous?.last === number - 1 ? joinRows(previous.raw, raw) : null;
    if (previous !== undefined && joined !== null) Object.assign(previous, { raw: joined, last: number });
    else gathered.push({ raw, number, last: number });
  }
  return gathered;
}

/** Splits a text dump into its non-empty lines. */
export function splitTextLines(text: string): readonly Line[] {
  const rows = text.split('\n');
  const kept = gatherRows(rows);
  return kept.map(({ raw, number, last }, index) => ({
    ...classify(raw),
    number,
    blanksBefore: number - (kept[index - 1]?.last ?? 0) - 1,
    blanksAfter: (kept[index + 1]?.number ?? rows.length + 1) - last - 1,
  }));
}

function classify(raw: string): Pick<Line, 'text' | 'kind'> {
  if (BULLET.test(raw)) return { kind: 'list-item', text: singleSpaces(raw.replace(BULLET, '')) };
  if (QUOTE_MARK.test(raw)) return { kind: 'quote', text: singleSpaces(raw.replace(QUOTE_MARK, '')) };
  const cells = raw.split(CELL_BORDER).filter((cell) => cell !== '' && cell !== '|');
  if (cells.length > 1 && (raw.includes('\t') || cells.length > 2)) {
    return { kind: 'table-row', text: singleSpaces(cells.join(' | ').replace(/^\| | \|$/g, '')) };
  }
  const text = singleSpaces(raw);
  return { kind: WHOLE_QUOTE.test(text) ? 'quote' : null, text };
}

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

/** Builds a line of a document without line numbers, a block of its own. */
export function lineOf(text: string, kind: Block['kind']): Line {
  return { text, kind, number: null, blanksBefore: 1, blanksAfter: 1 };
}

/** Reduces a line to its folded letters and digits, for comparison. */
export function lineKey(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Tells whether a line repeats one of others, punctuation aside. */
export function createRepetition(lines: readonly Line[]): (line: Line) => boolean {
  const keys = new Set(lines.map(({ text }) => lineKey(text)).filter((key) => key !== ''));
  return ({ text }) => keys.has(lineKey(text));
}
