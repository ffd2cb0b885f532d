import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import {
  columnOf,
  OTHER_FIELDS,
  SOURCE_FIELDS,
  showFormula,
  sourceColumnOf,
  TABLE_COLUMNS,
} from '../../../domain/experience/fiche-table.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { ImportItem } from '../../../ports/import-reader.ts';
import { createNote } from '../common/import-note.ts';
import { UnreadableDocument } from '../common/unreadable-document.ts';
import { type FicheSchema, readFiche } from './read-fiche.ts';

const REQUIRED = ['id', 'title', 'summary', 'source_title', 'source_publisher'];

const TERRITORY = /^(.*?)\s*\(\s*([a-z]+)(?:\s+([0-9AB]+))?\s*\)$/;
const USE = /^([^:]*?)\s*:\s*(.*)$/s;
const FIGURE = /^(.*?)\s*:\s*(-?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?)\s*(.*)$/s;
/** Unit, then role and period in brackets, then the sentence between quotation marks; the last two may be missing. */
const FIGURE_END = /^(.*?)\s*(?:\[\s*([a-z-]+)(?:\s+([a-z-]+))?\s*\])?\s*(?:«\s*(.*?)\s*»)?$/s;

const rowsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/**
 * Reads the fiches of a CSV table, in order: cells separated by `;`, `,` or tabs, columns named in the first
 * row in any order, lists separated by ` | `. An unreadable row becomes a note with the line where it ends.
 * @throws UnreadableDocument when the first row lacks a required column
 */
export function readCsv(text: string, schema: FicheSchema): readonly ImportItem[] {
  const items: ImportItem[] = [];
  const rows = rowsSchema.parse(
    parse(text, {
      bom: true,
      delimiter: detectDelimiter(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        const line = z.object({ lines: z.number() }).safeParse(error).data?.lines ?? null;
        const note = createNote('record-invalid', 'Une ligne du tableau est illisible : elle est écartée.', {
          line,
        });
        items.push({ kind: 'note', note });
        return undefined;
      },
    }),
  );
  const [header, ...body] = rows;
  const columns = readHeader(header?.record ?? [], items);
  for (const { record, info } of body) {
    const cells = new Map(columns.map((column, index) => [column, showFormula(record[index]?.trim() ?? '')]));
    items.push(
      ...readFiche(
        toFiche((column) => cells.get(column) ?? ''),
        schema,
        info.lines,
      ),
    );
  }
  return items;
}

function detectDelimiter(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const count = (mark: string) => header.split(mark).length;
  return [';', ',', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function readHeader(names: readonly string[], items: ImportItem[]): readonly (string | null)[] {
  const columns = names.map((name) => TABLE_COLUMNS.find((column) => column === fold(name).trim()) ?? null);
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new UnreadableDocument(
      `la première ligne du tableau ne nomme pas la ou les colonnes ${missing.join(', ')}`,
    );
  }
  for (const [index, column] of columns.entries()) {
    const name = names[index]?.trim() ?? '';
    if (column !== null || name === '') continue;
    const detail = `La colonne « ${name.slice(0, 60)} » n’est pas connue : elle n’est pas lue.`;
    items.push({ kind: 'note', note: createNote('column-unknown', detail, { line: 1 }) });
  }
  return columns;
}

/** Parsers of the columns that hold more than text. */
const READERS: ReadonlyMap<string, (cell: string) => unknown> = new Map<string, (cell: string) => unknown>([
  ['territories', (cell) => listOf(cell).map(toTerritory)],
  ['year', (cell) => (/^\d+$/.test(cell) ? Number(cell) : cell)],
  ['themes', listOf],
  ['levers', (cell) => listOf(cell).map(toLeverUse)],
  ['actors', listOf],
  ['needs_met', listOf],
  ['figures', (cell) => listOf(cell).map(toFigure)],
  ['difficulties', listOf],
]);

/** Leaves out the field of an empty cell, unless it is required: the schema then reports it. */
function toFiche(cellOf: (column: string) => string): unknown {
  const read = (column: string) => {
    const cell = cellOf(column);
    if (cell === '' && !REQUIRED.includes(column)) return undefined;
    return READERS.get(column)?.(cell) ?? cell;
  };
  return {
    ...Object.fromEntries(OTHER_FIELDS.map((field) => [field, read(columnOf(field))])),
    source: Object.fromEntries(SOURCE_FIELDS.map((field) => [field, read(sourceColumnOf(field))])),
  };
}

function listOf(value: string): readonly string[] {
  return value
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Parses « Angers (commune 49007) » or « Pays de Langres (pays) »; the schema refuses anything else. */
function toTerritory(value: string): unknown {
  const [, name, kind, code] = TERRITORY.exec(value) ?? [];
  return name === undefined ? { name: value } : { name, kind, code: code ?? null };
}

/** Parses « locaux : Prête un local. ». */
function toLeverUse(value: string): unknown {
  const [, lever, what] = USE.exec(value) ?? [];
  return { lever: lever ?? value, what: what ?? '' };
}

/**
 * Parses « participantes : 8 personnes » or « loyer : 200,50 € [price per-month] « La commune le loue 200,50 €. » ».
 */
function toFigure(value: string): unknown {
  const [, label, number, end = ''] = FIGURE.exec(value) ?? [];
  const amount = number === undefined ? null : Number(number.replace(/\s/gu, '').replace(',', '.'));
  const [, unit, role, period, sentence] = FIGURE_END.exec(end) ?? [];
  return { label: label ?? value, value: amount, unit: unit ?? '', role, period, sentence };
}
