import { describeCostRange, describePermission, TOO_FEW_FIGURES } from '../french/describe-answer.ts';
import { formatNumber } from '../french/formats.ts';
import type { LeverLaw, Threshold } from '../lever/lever-law.ts';
import { heading, join, label, list, paragraph, strong, value } from './lines.ts';
import type { NoteBlock, NoteLine } from './note.ts';
import type { NoteLever } from './note-answer.ts';
import { LABELS, MARKS, SECTIONS } from './words.ts';

function tellPermission({ permission, lever }: NoteLever): NoteLine {
  if (lever.law === null) return [label(LABELS.noLaw)];
  if (permission === null) return [label(LABELS.kindUnknown)];
  const said = [value(describePermission(permission))];
  return permission.may === 'yes' ? said : join([said, [value(permission.ref)]], MARKS.space);
}

function tellThreshold({ label: measured, value: amount, unit, note, year, sourceUrl }: Threshold): NoteLine {
  return [
    value(measured),
    label(MARKS.colon),
    value(`${formatNumber(amount)} ${unit}`),
    ...(note === null ? [] : [label(MARKS.comma), value(note)]),
    label(MARKS.open),
    label(LABELS.sourceOf),
    value(String(year), sourceUrl),
    label(MARKS.close),
  ];
}

function tellLaw({ texts, watchOut, firstSteps, thresholds }: LeverLaw): readonly NoteBlock[] {
  const part = (title: keyof typeof SECTIONS, items: readonly NoteLine[], isOrdered = false) =>
    items.length === 0 ? [] : [heading(3, label(SECTIONS[title])), ...list(items, isOrdered)];
  return [
    ...part(
      'texts',
      texts.map(({ ref, about, address }) => [
        value(ref, address?.url ?? null),
        label(MARKS.colon),
        value(about),
      ]),
    ),
    ...part('thresholds', thresholds.map(tellThreshold)),
    ...part(
      'watchOut',
      watchOut.map((text) => [value(text)]),
    ),
    ...part(
      'firstSteps',
      firstSteps.map((text) => [value(text)]),
      true,
    ),
  ];
}

/** Tells a lever: what this kind of collectivité may do with it comes first, and is never left out. */
export function tellLever(result: NoteLever): readonly NoteBlock[] {
  const { lever, costs } = result;
  const ranges = costs.map((range) => [value(describeCostRange(range))]);
  return [
    heading(2, value(lever.label)),
    paragraph(...tellPermission(result)),
    paragraph(value(lever.definition)),
    ...(lever.law === null ? [] : tellLaw(lever.law)),
    paragraph(
      strong(LABELS.cost),
      ...(ranges.length === 0 ? [value(TOO_FEW_FIGURES)] : join(ranges, MARKS.semicolon)),
    ),
  ];
}
