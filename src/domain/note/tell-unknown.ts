import { describeCut, describeGaps } from '../french/describe-answer.ts';
import { describeReview } from '../french/describe-law.ts';
import { formatNumber } from '../french/formats.ts';
import { join, label, value } from './lines.ts';
import type { NoteLine } from './note.ts';
import type { Kept, NoteAnswer, NoteExperience } from './note-answer.ts';
import { LABELS, MARKS } from './words.ts';

function tellTitles(
  start: typeof LABELS.neverChecked | typeof LABELS.stateUnknown,
  experiences: readonly NoteExperience[],
): readonly NoteLine[] {
  const titles = experiences.map(({ experience }) => [value(experience.title)]);
  return titles.length === 0 ? [] : [[label(start), ...join(titles, MARKS.semicolon)]];
}

/** Says what the note does not know, a line each: nothing is guessed in its place. */
export function tellUnknown(answer: NoteAnswer, { experiences, levers, missing }: Kept): readonly NoteLine[] {
  const needs = answer.needs.filter(({ text }) => text !== '');
  const isPartial = needs.some(({ level }) => level !== 'close');
  const reviews = new Set(levers.map(({ lever }) => describeReview(lever.law?.reviewedBy ?? null)));
  return [
    ...[...reviews].map((review) => [value(review)]),
    ...(isPartial ? describeGaps({ experiences: answer.experiences, needs }).map((gap) => [value(gap)]) : []),
    ...(answer.isCut ? [[value(describeCut(answer.profile.priorities))]] : []),
    ...tellTitles(
      LABELS.stateUnknown,
      experiences.filter(({ experience }) => experience.state === 'unknown'),
    ),
    ...tellTitles(
      LABELS.neverChecked,
      experiences.filter(({ experience }) => experience.checkedOn === null),
    ),
    ...(missing.length === 0 ? [] : [[label(LABELS.missing), value(formatNumber(missing.length))]]),
    [label(LABELS.compared), value(formatNumber(answer.total)), label(LABELS.elsewhere)],
  ];
}
