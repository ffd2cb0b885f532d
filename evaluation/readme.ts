import { readFile, writeFile } from 'node:fs/promises';
import { CASES, nameOf } from './cases.ts';
import { formatValue } from './figures.ts';
import type { Recorded } from './recorded.ts';
import type { Results } from './results.ts';
import {
  type FigureTable,
  labelOf,
  tabulateCases,
  tabulateEngines,
  tabulateGroups,
  tabulateMeasures,
} from './tables.ts';

export function toMarkdown({ title, head, rows }: FigureTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
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

function describeRun({ requestCount, served, weights, model }: Results): string {
  const count = served['ndcg@5']?.count ?? 0;
  return `${requestCount} requêtes, dont ${count} comptent pour le classement ; poids « ${weights} », modèle « ${model} ».`;
}

/** Says in a sentence, for the README of the repository, how far the answers to a visitor can be trusted. */
export function describeHeadline({ served }: Results): string {
  const { 'ndcg@5': ndcg, falseAbsence, nothingClose, levers } = served;
  const percent = (share: number | undefined) => `${Math.round((share ?? Number.NaN) * 100)}\u00a0%`;
  return [
    `Sur ${ndcg?.count} requêtes jugées, demandées comme le fait un visiteur : nDCG@5 de ${formatValue(ndcg?.mean ?? Number.NaN)} ;`,
    `une expérience utile existe et aucune n’est parmi les cinq premières dans ${percent(falseAbsence?.mean)} des cas,`,
    `rien n’est dit proche dans ${percent(nothingClose?.mean)} ; ${percent(levers?.mean)} des trois premiers leviers sont bons`,
    '([evaluation](evaluation/README.md)).',
  ].join('\n');
}

/** Writes the section of the results, in Markdown. */
export function describeRecorded(recorded: Recorded): string {
  const measured = CASES.flatMap((one) => {
    const { today, after } = recorded[nameOf(one)] ?? {};
    const latest = after ?? today;
    return latest === undefined ? [] : [{ one, today, after, latest }];
  });
  const plain = measured.filter(({ one }) => one.part === 'whole');
  return [
    ...plain.flatMap(({ one, today, after, latest }) => [
      toMarkdown(tabulateMeasures(labelOf(one), after, today)),
      describeRun(latest),
    ]),
    toMarkdown(tabulateCases(recorded)),
    ...plain.flatMap(({ today, after, latest }) =>
      [tabulateGroups('sort', after, today), tabulateGroups('hand', after, today), tabulateEngines(latest)]
        .filter(({ rows }) => rows.length > 0)
        .map(toMarkdown),
    ),
  ].join('\n\n');
}
