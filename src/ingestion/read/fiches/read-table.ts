import { PUBLISHED_COLUMNS } from '../../../domain/experience/fiche-table.ts';
import type { FicheVocabulary } from '../../../domain/experience/written-fiche.ts';
import { fold } from '../../../domain/text/fold.ts';
import { showFormula } from '../../../domain/text/formula.ts';
import { noteItem, type ReadItem, UnreadableDocument } from '../common/read-item.ts';
import { slugWithHash } from '../common/resource-id.ts';
import { REQUIRED, toFiche } from './exact-columns.ts';
import type { TableRow } from './read-csv.ts';
import { type FicheSchema, readFiche } from './read-fiche.ts';
import { type CellOf, findFrenchColumn, readFrenchRow } from './read-french-row.ts';

export interface FicheReading {
  readonly schema: FicheSchema;
  readonly vocabulary: FicheVocabulary;
}

/** Rows above the names of the columns: a title, a date, an empty row. */
const ROWS_ABOVE = 10;

/** Tells whether the first row of a table names columns, so that a file of another kind is a table. */
export function isTable(rows: readonly TableRow[]): boolean {
  return findHeader(rows) !== null;
}

/**
 * Reads the fiches of a table, in order, one a row; the columns are named exactly, or in French, in any order. An
 * unreadable row becomes a note.
 * @param name file name, for rows without source
 * @throws UnreadableDocument when no row names the title and the account
 */
export function readTable(
  rows: readonly TableRow[],
  name: string,
  reading: FicheReading,
): readonly ReadItem[] {
  const header = findHeader(rows);
  if (header === null) {
    throw new UnreadableDocument(
      'aucune des premières lignes du tableau ne nomme les colonnes « Titre » et « Résumé » (ni title, summary, source_title et source_publisher) ; partez du modèle, à l’adresse /modele-experiences.csv du service',
    );
  }
  const { columns, isExact, at } = header;
  const items: ReadItem[] = rows
    .filter(({ cells }) => cells === null)
    .map(({ line }) =>
      noteItem('record-invalid', 'Une ligne du tableau est illisible : elle est écartée.', { line }),
    );
  items.push(...notesOnColumns(rows[at] ?? { cells: [], line: null }, columns));
  const taken = new Set<string>();
  for (const { cells, line } of rows.slice(at + 1)) {
    if (cells === null || cells.every((cell) => cell.trim() === '')) continue;
    const cellOf = (column: string) =>
      columns
        .flatMap((one, index) => (one === column ? [showFormula(cells[index]?.trim() ?? '')] : []))
        .find(Boolean) ?? '';
    if (isExact) items.push(...readFiche(toFiche(cellOf), reading.schema, line));
    else items.push(...readFrench(cellOf, line, { name, taken, ...reading }));
  }
  return items;
}

interface Header {
  readonly columns: readonly (string | null)[];
  readonly isExact: boolean;
  /** Index of its row. */
  readonly at: number;
}

function findHeader(rows: readonly TableRow[]): Header | null {
  for (const [at, { cells }] of rows.slice(0, ROWS_ABOVE).entries()) {
    const names = cells ?? [];
    const exact = names.map(
      (name) => PUBLISHED_COLUMNS.find((column) => column === fold(name).trim()) ?? null,
    );
    if (REQUIRED.every((column) => exact.includes(column))) return { columns: exact, isExact: true, at };
    const french = names.map(findFrenchColumn);
    if (french.includes('title') && french.includes('summary'))
      return { columns: french, isExact: false, at };
  }
  return null;
}

function notesOnColumns({ cells, line }: TableRow, columns: readonly (string | null)[]): readonly ReadItem[] {
  return columns.flatMap((column, index): ReadItem[] => {
    const name = cells?.[index]?.trim() ?? '';
    if (column !== null || name === '') return [];
    const detail = `La colonne « ${name.slice(0, 60)} » n’est pas connue : elle n’est pas lue.`;
    return [noteItem('column-unknown', detail, { line: line ?? 1 })];
  });
}

function readFrench(
  cellOf: CellOf,
  line: number | null,
  { name, taken, schema, vocabulary }: FicheReading & { readonly name: string; readonly taken: Set<string> },
): readonly ReadItem[] {
  const { fiche, places, unknown } = readFrenchRow(cellOf, vocabulary, name);
  const own = String(fiche.id);
  const id = taken.has(own) ? slugWithHash(own, String(fiche.summary)) : own;
  taken.add(id);
  const items = readFiche({ ...fiche, id }, schema, line).map(
    (item): ReadItem =>
      item.kind === 'experience' ? { kind: 'unplaced-fiche', fiche: item, places, line } : item,
  );
  const notes = unknown.map(({ value, what }): ReadItem => {
    const detail = `« ${value.slice(0, 60)} » n’est pas ${what} : la fiche « ${id} » est importée sans.`;
    return noteItem('value-unknown', detail, { line });
  });
  return [...items, ...notes];
}
