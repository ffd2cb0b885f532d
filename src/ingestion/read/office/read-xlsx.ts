import { zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { z } from 'zod';
import { UnreadableDocument } from '../common/unreadable-document.ts';
import type { OfficeArchive } from './open-archive.ts';

const MOST_ROWS = 20_000;
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

async function unpack(files: OfficeArchive['files']): Promise<unknown> {
  try {
    return await readSheet(Buffer.from(zipSync({ ...files }, { level: 0 })));
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
