import Table from 'cli-table3';
import type { EvaluationResults } from './results.ts';
import {
  describeBestLeg,
  type FigureTable,
  tabulateEngines,
  tabulateGroups,
  tabulateMeasures,
  tabulateReference,
} from './tables.ts';

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

/** Writes the results for a terminal. */
export function formatResults(results: EvaluationResults): string {
  const { engines, bestLeg, reference } = results;
  const refused = results.abstention.falseAbstentions;
  return [
    drawTable(tabulateMeasures(results)),
    ...(refused.length > 0 ? [`Écartées à tort : ${refused.join(', ')}`] : []),
    drawTable(tabulateGroups(results)),
    ...(engines.length > 0 ? [drawTable(tabulateEngines(engines))] : []),
    ...(bestLeg === null ? [] : [describeBestLeg(bestLeg)]),
    reference === null
      ? 'La référence (reference.json) porte sur d’autres requêtes : rien à comparer.'
      : drawTable(tabulateReference(reference)),
  ].join('\n\n');
}
