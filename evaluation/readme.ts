import { readFile, writeFile } from 'node:fs/promises';
import type { EvaluationResults } from './results.ts';
import {
  describeBestLeg,
  type FigureTable,
  tabulateEngines,
  tabulateGroups,
  tabulateMeasures,
} from './tables.ts';

const START = '<!-- results:start -->';
const END = '<!-- results:end -->';

function toMarkdown({ title, head, rows }: FigureTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function describeRun({ requestCount, ranking, experiences }: EvaluationResults): string {
  const { count } = experiences['ndcg@5'];
  return `${requestCount} requêtes, dont ${count} comptent pour le classement ; poids « ${ranking.version} », modèle « ${ranking.model} ».`;
}

/**
 * The text with what stands between its two marks replaced by the results.
 * @throws Error when the marks are not there, once each and in order
 */
export function insertResults(text: string, results: EvaluationResults): string {
  const [before, rest, ...moreStarts] = text.split(START);
  const [, after, ...moreEnds] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined || moreStarts.length > 0 || moreEnds.length > 0) {
    throw new Error(
      `Le fichier doit contenir une fois ${START}, puis une fois ${END} : remettez ces deux lignes.`,
    );
  }
  const { groups, engines, bestLeg } = results;
  const section = [
    describeRun(results),
    toMarkdown(tabulateMeasures(results)),
    toMarkdown(tabulateGroups(groups)),
    toMarkdown(tabulateEngines(engines)),
    ...(bestLeg === null ? [] : [describeBestLeg(bestLeg)]),
  ].join('\n\n');
  return `${before}${START}\n${section}\n${END}${after}`;
}

/** Rewrites a file with the results between its two marks. */
export async function writeResults(file: string, results: EvaluationResults): Promise<void> {
  await writeFile(file, insertResults(await readFile(file, 'utf8'), results));
}
