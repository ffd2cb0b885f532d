import { phraseLeverReason } from '../../application/recommend/phrase-reasons.ts';
import type { LeverResult } from '../../application/recommend/recommendation.ts';
import { shorten } from '../../domain/french/sentences.ts';
import { printTitle } from './experience.ts';
import { formatScore } from './french-formats.ts';
import { hang, labelled } from './layout.ts';
import type { Look } from './style.ts';

const MARGIN = ' '.repeat(4);
/** Enough to recognise an experience listed above. */
const TITLE_LENGTH = 60;
const LABEL_WIDTH = MARGIN.length + 13;

/** Prints one lever of an answer, with its legal basis and examples. */
export function printLever(result: LeverResult, look: Look): readonly string[] {
  const { rank, lever, reasons, breakdown, supporting } = result;
  const { style, width } = look;
  const row = (label: string, paragraphs: readonly string[], bullets: boolean) =>
    labelled(`${MARGIN}${style.dim(label)}`, paragraphs, { width, labelWidth: LABEL_WIDTH, bullets });
  return [
    ...printTitle(rank, `${lever.label} · ${formatScore(breakdown.score)}`, look),
    ...hang(MARGIN, lever.definition, width),
    ...row('Pourquoi', reasons.map(phraseLeverReason), true),
    ...row(
      'Base légale',
      lever.legalBasis.map(({ ref, about }) => `${ref} : ${about}`),
      true,
    ),
    ...(lever.watchOut === null ? [] : row('Attention', [lever.watchOut], false)),
    ...row(
      'Exemples',
      supporting.map(({ title, what }) => `${shorten(title, TITLE_LENGTH)} — ${what}`),
      true,
    ),
  ];
}
