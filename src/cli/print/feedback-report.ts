import {
  type FeedbackReport,
  labelOfReason,
  type NamedSummary,
} from '../../application/feedback/report-feedback.ts';
import { formatNumber } from '../../domain/french/formats.ts';
import { VERDICT_LABELS } from '../../domain/french/labels.ts';
import { count } from './french-formats.ts';
import { hang, wrap } from './layout.ts';
import type { Look } from './style.ts';

type Counts = FeedbackReport['total'];
type Comment = NamedSummary['comments'][number];

const MARGIN = ' '.repeat(4);
/** Width of a count or a share. */
const COLUMN_WIDTH = 12;
const COLUMNS = [VERDICT_LABELS.useful, VERDICT_LABELS['not-useful'], 'part utile'] as const;

const formatDay = (iso: string) => new Date(iso).toLocaleDateString('fr-FR', { dateStyle: 'short' });

function row(cells: readonly string[]): string {
  return (
    MARGIN +
    cells
      .map((cell) => cell.padEnd(COLUMN_WIDTH))
      .join('')
      .trimEnd()
  );
}

function printCounts({ useful, notUseful, usefulShare, reasons }: Counts, { width, style }: Look) {
  const share = `${Math.round(usefulShare * 100)}\u00a0%`;
  const told = reasons.map(({ reason, count: times }) => `${labelOfReason(reason)} (${formatNumber(times)})`);
  return [
    row([formatNumber(useful), formatNumber(notUseful), share]),
    ...(told.length === 0 ? [] : hang(MARGIN, told.join(' · '), width).map(style.dim)),
  ];
}

/** Quotes on one line, without line breaks or bidirectional controls. */
function quote(comment: string): string {
  return `« ${comment.replace(/\s+/g, ' ').replace(/\p{Bidi_Control}/gu, '')} »`;
}

function printComment({ comment, verdict, createdAt }: Comment, { width }: Look): readonly string[] {
  return hang(
    `${MARGIN}• `,
    `${formatDay(createdAt)}, ${VERDICT_LABELS[verdict]} : ${quote(comment)}`,
    width,
  );
}

function printSubject(subject: NamedSummary, gone: string, look: Look): readonly string[] {
  const { id, name, comments } = subject;
  const { width, style } = look;
  return [
    '',
    ...hang('', name ?? `${id} (${gone})`, width).map(style.bold),
    ...(name === null ? [] : hang(MARGIN, id, width).map(style.dim)),
    ...printCounts(subject, look),
    ...comments.flatMap((comment) => printComment(comment, look)),
  ];
}

function printSection(
  title: string,
  subjects: readonly NamedSummary[],
  gone: string,
  look: Look,
): readonly string[] {
  if (subjects.length === 0) return [];
  return [
    '',
    look.style.bold(`${title} (${subjects.length})`),
    look.style.dim(row(COLUMNS)),
    ...subjects.flatMap((subject) => printSubject(subject, gone, look)),
  ];
}

export function printFeedbackReport(report: FeedbackReport, look: Look): readonly string[] {
  const { total, experiences, levers, since } = report;
  const { width, style } = look;
  const all = total.useful + total.notUseful;
  const from = since === null ? '' : ` depuis le ${formatDay(since)}`;
  if (all === 0) return [style.bold(`Aucun avis${from}.`)];
  const hasComments = [...experiences, ...levers].some(({ comments }) => comments.length > 0);
  return [
    style.bold(`${count(all, 'avis', 'avis')}${from}`),
    style.dim(row(COLUMNS)),
    ...printCounts(total, look),
    ...printSection('EXPÉRIENCES', experiences, 'supprimée ou masquée', look),
    ...printSection('LEVIERS', levers, 'absent de la taxonomie', look),
    ...(hasComments
      ? [
          '',
          ...wrap(
            'Les commentaires sont écrits librement et peuvent nommer des personnes : ne les diffusez pas tels quels.',
            width,
          ).map(style.yellow),
        ]
      : []),
  ];
}
