import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** A title may stand above the names of the columns. */
const LINES_OF_HEADER = 3;

const rowsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** Reads the rows of a CSV table: cells separated by `;`, `,` or tabs. An unreadable row has null cells. */
export function readCsvRows(text: string): readonly TableRow[] {
  const unreadable: TableRow[] = [];
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
        unreadable.push({ cells: null, line });
        return undefined;
      },
    }),
  );
  return [...unreadable, ...rows.map(({ record, info }) => ({ cells: record, line: info.lines }))];
}

/** Returns the mark that cuts one of the first lines into the most cells short enough for names of columns. */
function detectDelimiter(text: string): string {
  const lines = text.split('\n', LINES_OF_HEADER);
  const columnsOf = (mark: string) =>
    Math.max(
      ...lines.map((line) => line.split(mark)).map((cells) => (cells.every(isShort) ? cells.length : 1)),
    );
  return [';', ',', '\t'].reduce((best, mark) => (columnsOf(mark) > columnsOf(best) ? mark : best));
}

const LONGEST_NAME = 60;
const isShort = ({ length }: string) => length <= LONGEST_NAME;

export interface TableRow {
  /** As written, or as dates and numbers are shown; null for a row that cannot be read. */
  readonly cells: readonly string[] | null;
  /** Line of the file where it ends, from 1; null when unknown. */
  readonly line: number | null;
}

/** Splits a cell that holds several values. */
export function listOf(value: string, marks = /\|/): readonly string[] {
  return value
    .split(marks)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
