import { readFile, writeFile } from 'node:fs/promises';
import type { EvaluationResults } from './results.ts';
import {
  describeBestLeg,
  type FigureTable,
  tabulateEngines,
  tabulateGroups,
  tabulateMeasures,
} from './tables.ts';

export function toMarkdown({ title, head, rows }: FigureTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function describeRun({ requestCount, ranking, experiences }: EvaluationResults): string {
  const { count } = experiences['ndcg@5'];
  return `${requestCount} requêtes, dont ${count} comptent pour le classement ; poids « ${ranking.version} », modèle « ${ranking.model} ».`;
}

/** Part of README.md written by a command, between two marks. */
export type Section = 'results' | 'ablation';

/**
 * Replaces the text between the two marks of a section.
 * @throws Error unless each mark is there once, in order
 */
export function insertSection(text: string, section: Section, content: string): string {
  const [start, end] = [`<!-- ${section}:start -->`, `<!-- ${section}:end -->`];
  const [before, rest, ...moreStarts] = text.split(start);
  const [, after, ...moreEnds] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined || moreStarts.length > 0 || moreEnds.length > 0) {
    throw new Error(
      `Le fichier doit contenir une fois ${start}, puis une fois ${end} : remettez ces deux lignes.`,
    );
  }
  return `${before}${start}\n${content}\n${end}${after}`;
}

export async function replaceSection(file: string, section: Section, content: string): Promise<void> {
  await writeFile(file, insertSection(await readFile(file, 'utf8'), section, content));
}

/** Writes the section of the results, in Markdown. */
export function describeResults(results: EvaluationResults): string {
  const { engines, bestLeg } = results;
  return [
    describeRun(results),
    toMarkdown(tabulateMeasures(results)),
    toMarkdown(tabulateGroups(results)),
    toMarkdown(tabulateEngines(engines)),
    ...(bestLeg === null ? [] : [describeBestLeg(bestLeg)]),
  ].join('\n\n');
}
