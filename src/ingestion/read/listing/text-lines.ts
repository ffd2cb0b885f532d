import { singleSpaces } from '../text/sanitise-text.ts';
import type { Line } from './line.ts';

const BULLET = /^[•·▪◦‣●○*–—-][ \t\u00a0\u202f]+(?=\S)/;
const QUOTE_MARK = /^>[ \t]?(?=\S)/;
const WHOLE_QUOTE = /^[«“"][^«»“”"]*[»”"]\.?$/;
const CELL_BORDER = /\s*\t\s*|\s+\|\s+/;

/** Splits a text dump into its non-empty lines. */
export function splitTextLines(text: string): readonly Line[] {
  const rows = text.split('\n');
  const kept = rows
    .map((row, index) => ({ raw: row.trim(), number: index + 1 }))
    .filter(({ raw }) => raw !== '');
  return kept.map(({ raw, number }, index) => ({
    ...classify(raw),
    number,
    blanksBefore: number - (kept[index - 1]?.number ?? 0) - 1,
    blanksAfter: (kept[index + 1]?.number ?? rows.length + 1) - number - 1,
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
