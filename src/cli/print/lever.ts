import { phraseLeverReason } from '../../application/recommend/phrase-reasons.ts';
import type { LeverResult } from '../../application/recommend/recommendation.ts';
import {
  describeCostRange,
  describePermission,
  TOO_FEW_FIGURES,
} from '../../domain/french/describe-answer.ts';
import { shorten } from '../../domain/french/formats.ts';
import { formatScore, printTitle } from './experience.ts';
import { dim, hang, labelled } from './layout.ts';

const MARGIN = ' '.repeat(4);
/** Enough to recognise an experience listed above. */
const TITLE_LENGTH = 60;
const LABEL_WIDTH = MARGIN.length + 13;

function printPermission(permission: NonNullable<LeverResult['permission']>): string {
  const article = permission.may === 'yes' ? '' : ` (${permission.ref})`;
  return `${describePermission(permission)}${article}`;
}

export function printLever(result: LeverResult): readonly string[] {
  const { rank, lever, permission, reasons, breakdown, supporting, costs } = result;
  const cited = lever.law?.texts.map(({ ref }) => ref).join(' ; ') ?? '';
  const row = (label: string, paragraphs: readonly string[], bullet = '• ') =>
    labelled(`${MARGIN}${dim(label)}`, paragraphs, LABEL_WIDTH, bullet);
  return [
    ...printTitle(rank, `${lever.label} · ${formatScore(breakdown.score)}`),
    ...(permission === null ? [] : hang(MARGIN, printPermission(permission))),
    ...hang(MARGIN, lever.definition),
    ...row('Pourquoi', reasons.map(phraseLeverReason)),
    ...row('Textes', cited === '' ? [] : [cited], ''),
    ...row('Combien', costs.length === 0 ? [TOO_FEW_FIGURES] : costs.map(describeCostRange)),
    ...row(
      'Exemples',
      supporting.map(({ title, what }) => `${shorten(title, TITLE_LENGTH)} — ${what}`),
    ),
  ];
}
