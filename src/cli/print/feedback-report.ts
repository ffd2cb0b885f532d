import {
  type FeedbackReport,
  labelOfReason,
  type NamedSummary,
} from '../../application/feedback/feedback.ts';
import { countNoun, formatNumber } from '../../domain/french/formats.ts';
import { VERDICT_LABELS } from '../../domain/french/labels.ts';
import { bold, dim, yellow } from './layout.ts';

type Counts = FeedbackReport['total'];
type Comment = NamedSummary['comments'][number];

const MARGIN = ' '.repeat(4);
/** Width of a count or a share. */
const COLUMN_WIDTH = 12;
const COLUMNS = [VERDICT_LABELS.useful, VERDICT_LABELS['not-useful'], 'part utile'] as const;

const formatDay = (iso: string) => new Date(iso).toLocaleDateString('fr-FR', { dateStyle: 'short' });

function row(cells: readonly string[]): string {
  const padded = cells.map((cell) => cell.padEnd(COLUMN_WIDTH));
  return `${MARGIN}${padded.join('')}`.trimEnd();
}

function printCounts({ useful, notUseful, usefulShare, reasons }: Counts) {
  const share = `${Math.round(usefulShare * 100)}\u00a0%`;
  const told = reasons.map(({ reason, count: times }) => `${labelOfReason(reason)} (${formatNumber(times)})`);
  return [
    row([formatNumber(useful), formatNumber(notUseful), share]),
    ...(told.length === 0 ? [] : [dim(`${MARGIN}${told.join(' · ')}`)]),
  ];
}

/** Quotes on one line, without line breaks or bidirectional controls. */
function quote(comment: string): string {
  return `« ${comment.replace(/\s+/g, ' ').replace(/\p{Bidi_Control}/gu, '')} »`;
}

function printComment({ comment, verdict, createdAt }: Comment): string {
  return `${MARGIN}• ${formatDay(createdAt)}, ${VERDICT_LABELS[verdict]} : ${quote(comment)}`;
}

function printSubject(subject: NamedSummary, gone: string): readonly string[] {
  const { id, name, comments } = subject;
  return [
    '',
    bold(name ?? `${id} (${gone})`),
    ...(name === null ? [] : [dim(`${MARGIN}${id}`)]),
    ...printCounts(subject),
    ...comments.map(printComment),
  ];
}

function printSection(title: string, subjects: readonly NamedSummary[], gone: string): readonly string[] {
  if (subjects.length === 0) return [];
  return [
    '',
    bold(`${title} (${subjects.length})`),
    dim(row(COLUMNS)),
    ...subjects.flatMap((subject) => printSubject(subject, gone)),
  ];
}

export function printFeedbackReport(report: FeedbackReport): readonly string[] {
  const { total, experiences, levers, since } = report;
  const all = total.useful + total.notUseful;
  const from = since === null ? '' : ` depuis le ${formatDay(since)}`;
  if (all === 0) return [bold(`Aucun avis${from}.`)];
  const hasComments = [...experiences, ...levers].some(({ comments }) => comments.length > 0);
  return [
    bold(`${countNoun(all, 'avis', 'avis')}${from}`),
    dim(row(COLUMNS)),
    ...printCounts(total),
    ...printSection('EXPÉRIENCES', experiences, 'supprimée ou écartée'),
    ...printSection('LEVIERS', levers, 'absent de la taxonomie'),
    ...(hasComments
      ? [
          '',
          yellow(
            'Les commentaires sont écrits librement et peuvent nommer des personnes : ne les diffusez pas tels quels.',
          ),
        ]
      : []),
  ];
}
