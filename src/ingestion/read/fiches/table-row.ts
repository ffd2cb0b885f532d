/** Row of a table in any format. */
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
