import { strFromU8, strToU8, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { z } from 'zod';
import { UnreadableDocument } from '../common/read-item.ts';
import type { OfficeArchive } from './open-archive.ts';

const MOST_ROWS = 20_000;
/** A library reads every cell of the rectangle that the farthest one makes: XFD1048576 would be 17 billion. */
const MOST_COLUMNS = 500;
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
const EMPTY_CELL = /<(?:[^\s<>:/]+:)?c\b[^<>]*(?:\/>|><\/(?:[^\s<>:/]+:)?c>)/g;
const CELL = /<(?:[^\s<>:/]+:)?c\s[^<>]*>/g;
const ADDRESS = /\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']/;
const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.date(), z.null()]);
const sheetSchema = z.array(z.array(cellSchema)).max(MOST_ROWS);

/**
 * Reads the first sheet of an XLSX workbook, as its cells are shown.
 * @throws UnreadableDocument when it is damaged or too long
 */
export async function readXlsx({ files }: OfficeArchive): Promise<readonly (readonly string[])[]> {
  const sheet = await unpack(files);
  const rows = sheetSchema.safeParse(sheet);
  if (rows.success) return rows.data.map((cells) => cells.map(show));
  throw new UnreadableDocument(
    `cette feuille compte plus de ${MOST_ROWS} lignes ; donnez-la en plusieurs parties`,
  );
}

/** Number of a column, from 1 for A. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/**
 * Removes the cells without a value of a sheet, which a format alone may leave anywhere.
 * @throws UnreadableDocument when one with a value stands far away, or its address cannot be read
 */
function keepFilledCells(sheet: string): string {
  const filled = sheet.replace(EMPTY_CELL, '');
  for (const [cell] of filled.matchAll(CELL)) {
    const [, column = '', row = ''] = ADDRESS.exec(cell) ?? [];
    if (column !== '' && columnNumber(column) <= MOST_COLUMNS && Number(row) <= MOST_ROWS) continue;
    throw new UnreadableDocument(
      column === ''
        ? 'une cellule de ce classeur XLSX n’a pas d’adresse lisible ; ouvrez-le et enregistrez-le de nouveau'
        : `la cellule ${column}${row} est remplie, loin du tableau : ${MOST_ROWS} lignes et ${MOST_COLUMNS} colonnes au plus ; effacez-la, ou donnez le tableau en plusieurs parties`,
    );
  }
  return filled;
}

function withoutFarCells(files: OfficeArchive['files']): Record<string, Uint8Array> {
  const entries = Object.entries(files).map(([name, bytes]) =>
    SHEET.test(name)
      ? ([name, strToU8(keepFilledCells(strFromU8(bytes)))] as const)
      : ([name, bytes] as const),
  );
  return Object.fromEntries(entries);
}

async function unpack(files: OfficeArchive['files']): Promise<unknown> {
  const kept = withoutFarCells(files);
  try {
    return await readSheet(Buffer.from(zipSync(kept, { level: 0 })));
  } catch {
    throw new UnreadableDocument('ce classeur XLSX est abîmé ; ouvrez-le et enregistrez-le de nouveau');
  }
}

function show(cell: z.output<typeof cellSchema>): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 'YYYY-MM-DD'.length);
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  return String(cell);
}
