import type { ImportNote } from '../../../domain/resource/resource.ts';
import { createNote } from '../common/import-note.ts';
import { singleSpaces } from '../text/sanitise-text.ts';
import type { Line } from './line.ts';

const BULLET = /^[•·▪◦‣●○*–—-][ \t\u00a0\u202f]+(?=\S)/;
const QUOTE_MARK = /^>[ \t]?(?=\S)/;
const WHOLE_QUOTE = /^[«“"][^«»“”"]*[»”"]\.?$/;
const CELL_BORDER = /\s*\t\s*|\s+\|\s+/;

/**
 * Splits a text dump into its non-empty lines. A line longer than `maxLength` is left out, with a note: no
 * person writes such lines.
 */
export function splitTextLines(
  text: string,
  maxLength: number,
): { readonly lines: readonly Line[]; readonly notes: readonly ImportNote[] } {
  const notes: ImportNote[] = [];
  const kept: { readonly raw: string; readonly number: number }[] = [];
  const rows = text.split('\n');
  for (const [index, row] of rows.entries()) {
    if (row.length > maxLength) {
      const detail = `La ligne ${index + 1} compte ${row.length} caractères, plus que les ${maxLength} admis : elle est écartée.`;
      notes.push(createNote('line-too-long', detail, { line: index + 1 }));
    } else if (row.trim() !== '') kept.push({ raw: row.trim(), number: index + 1 });
  }
  const lines = kept.map(({ raw, number }, index) => ({
    ...classify(raw),
    number,
    blanksBefore: number - (kept[index - 1]?.number ?? 0) - 1,
    blanksAfter: (kept[index + 1]?.number ?? rows.length + 1) - number - 1,
  }));
  return { lines, notes };
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
