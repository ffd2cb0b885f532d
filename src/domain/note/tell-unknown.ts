import { describeCut, describeGaps } from '../french/describe-answer.ts';
import { formatNumber } from '../french/formats.ts';
import { label, value } from './lines.ts';
import type { NoteLine } from './note.ts';
import type { Kept, NoteAnswer, NoteExperience } from './note-answer.ts';
import { LABELS, MARKS } from './words.ts';

/** Counts the experiences of which something is not known; no line when there is none. */
function tellCount(
  start: typeof LABELS.neverChecked | typeof LABELS.stateUnknown,
  experiences: readonly NoteExperience[],
  isUnknown: (experience: NoteExperience['experience']) => boolean,
): readonly NoteLine[] {
  const count = experiences.filter(({ experience }) => isUnknown(experience)).length;
  if (count === 0) return [];
  const total = formatNumber(experiences.length);
  return [[label(start), value(formatNumber(count)), label(MARKS.outOf), value(total)]];
}

/** Says what the note does not know, a line each: nothing is guessed in its place. */
export function tellUnknown(answer: NoteAnswer, { experiences, missing }: Kept): readonly NoteLine[] {
  const needs = answer.needs.filter(({ text }) => text !== '');
  const isPartial = needs.some(({ level }) => level !== 'close');
  return [
    ...(isPartial ? describeGaps({ experiences: answer.experiences, needs }).map((gap) => [value(gap)]) : []),
    ...(answer.isCut ? [[value(describeCut(answer.profile.priorities))]] : []),
    ...tellCount(LABELS.stateUnknown, experiences, ({ state }) => state === 'unknown'),
    ...tellCount(LABELS.neverChecked, experiences, ({ checkedOn }) => checkedOn === null),
    ...(missing.length === 0 ? [] : [[label(LABELS.missing), value(formatNumber(missing.length))]]),
    [label(LABELS.compared), value(formatNumber(answer.total)), label(LABELS.elsewhere)],
  ];
}
