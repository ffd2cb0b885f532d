import Table from 'cli-table3';
import type { Results } from './results.ts';
import { type FigureTable, tabulateEngines, tabulateGroups, tabulateMeasures } from './tables.ts';

/** Table characters without lines between rows, which would double the height. */
const WITHOUT_INNER_LINES = { mid: '', 'mid-mid': '', 'left-mid': '', 'right-mid': '' };

/** Draws a table for a terminal. */
export function drawTable({ title, head, rows }: FigureTable): string {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    chars: WITHOUT_INNER_LINES,
  });
  for (const row of rows) table.push([...row]);
  return `${title}\n${table.toString()}`;
}

/** Writes the results of a set for a terminal, beside those of before. */
export function formatResults(name: string, results: Results, today: Results | undefined): string {
  return [
    tabulateMeasures(name, results, today),
    tabulateGroups('sort', results, today),
    tabulateGroups('hand', results, today),
    tabulateEngines(results),
  ]
    .filter(({ rows }) => rows.length > 0)
    .map(drawTable)
    .join('\n\n');
}
