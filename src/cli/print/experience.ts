import { labelOf, phraseExperienceReason } from '../../application/recommend/phrase-reasons.ts';
import type { ExperienceResult } from '../../application/recommend/recommendation.ts';
import { markResult } from '../../domain/french/describe-answer.ts';
import { formatAddress, formatDate } from '../../domain/french/formats.ts';
import { KIND_LABELS, SETTING_LABELS } from '../../domain/french/labels.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { bold, dim, hang, labelled, setFrenchSpaces } from './layout.ts';

export type Experience = ExperienceResult['experience'];

/** Widths of the rank and of the labels under it. */
const RANK_WIDTH = 4;
const LABEL_WIDTH = RANK_WIDTH + 10;

/** « Pays de Langres (pays ou pôle territorial) · rural · 2021 » */
export function describeWhereAndWhen({ territories, setting, year }: Experience): string {
  const places = territories.map(
    ({ name, kind, department }) =>
      `${name} (${[KIND_LABELS[kind], department?.name].filter((part) => part !== undefined && part !== name).join(', ')})`,
  );
  return [places.join(', '), setting === null ? '' : SETTING_LABELS[setting], year === null ? '' : `${year}`]
    .filter((part) => part !== '')
    .join(' · ');
}

/** « score 83/100 », for a score in [0, 1]. */
export function formatScore(score: number): string {
  return `score\u00a0${Math.round(score * 100)}/100`;
}

/** « 3  Title » in bold, wrapped. */
export function printTitle(rank: number, title: string): readonly string[] {
  const prefix = `${String(rank).padStart(2)}  `;
  return hang(prefix, title).map(bold);
}

function quote(evidence: NonNullable<ExperienceResult['evidence']>): string {
  const passage = setFrenchSpaces(evidence.passage);
  const parts: string[] = [];
  let position = 0;
  for (const [start, end] of evidence.highlights) {
    parts.push(passage.slice(position, start), bold(passage.slice(start, end)));
    position = end;
  }
  return `« ${parts.join('')}${passage.slice(position)} »`;
}

export function printExperience(
  result: ExperienceResult,
  { taxonomy, needCount }: { readonly taxonomy: Taxonomy; readonly needCount: number },
): readonly string[] {
  const { experience, reasons, evidence, breakdown, rank } = result;
  const row = (label: string, paragraphs: readonly string[], bullet?: string) =>
    labelled(`${' '.repeat(RANK_WIDTH)}${dim(label)}`, paragraphs, LABEL_WIDTH, bullet);
  const levers = experience.levers.map(({ lever }) => labelOf(lever, taxonomy.levers));
  const marks = markResult({ ...result, needs: result.needs.map((position) => position + 1) }, needCount);
  const { source } = experience;
  const cited = [source.title, source.publisher, source.date === null ? '' : formatDate(source.date)];
  return [
    ...printTitle(rank, experience.title),
    ...hang(
      ' '.repeat(RANK_WIDTH),
      [...marks, describeWhereAndWhen(experience), formatScore(breakdown.score)].join(' · '),
    ),
    ...row(
      'Pourquoi',
      reasons.map((reason) => phraseExperienceReason(reason, taxonomy)),
      '• ',
    ),
    ...(evidence === null ? [] : row('Extrait', [quote(evidence)])),
    ...(levers.length === 0 ? [] : row('Leviers', [levers.join(', ')])),
    ...row('Source', [
      cited.filter((part) => part !== '').join(', '),
      ...(source.url === null ? [] : [formatAddress(source.url)]),
    ]),
  ];
}
