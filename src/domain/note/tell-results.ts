import type { Experience, ExperienceTerritory } from '../experience/experience.ts';
import {
  describeCostRange,
  describeLife,
  describePermission,
  markNeeds,
  TOO_FEW_FIGURES,
} from '../french/describe-answer.ts';
import { formatAddress, formatDate, formatNumber, splitFigure } from '../french/formats.ts';
import { KIND_LABELS } from '../french/labels.ts';
import type { LeverLaw, Threshold } from '../lever/lever-law.ts';
import {
  heading,
  join,
  LABELS,
  label,
  list,
  MARKS,
  type NoteBlock,
  type NoteLine,
  paragraph,
  SECTIONS,
  strong,
  value,
} from './note.ts';
import type { NoteExperience, NoteLever } from './note-answer.ts';

const MOST_USES = 2;
const MOST_FIGURES = 3;

function tellPlace({ name, kind, populationCount }: ExperienceTerritory): NoteLine {
  const facts = join(
    [
      [value(KIND_LABELS[kind])],
      populationCount === null ? [] : [value(formatNumber(populationCount)), label(LABELS.inhabitants)],
    ],
    MARKS.comma,
  );
  return [value(name), label(MARKS.open), ...facts, label(MARKS.close)];
}

/** Sums, jobs and people come before figures of no known role. */
function tellFigures({ figures }: Experience): NoteLine {
  if (figures.length === 0) return [label(LABELS.noFigure)];
  const isTelling = ({ role }: Experience['figures'][number]) => role !== 'other';
  const first = [...figures.filter(isTelling), ...figures.filter((figure) => !isTelling(figure))];
  return join(
    first
      .slice(0, MOST_FIGURES)
      .map(splitFigure)
      .map(({ label: counted, measure }) => [value(counted), label(MARKS.colon), value(measure)]),
    MARKS.semicolon,
  );
}

/** Uses of the kept levers first. */
function tellUses({ levers, summary }: Experience, kept: ReadonlySet<string>): NoteLine {
  if (levers.length === 0) return [value(summary)];
  const uses = [
    ...levers.filter(({ lever }) => kept.has(lever)),
    ...levers.filter(({ lever }) => !kept.has(lever)),
  ];
  return join(
    uses.slice(0, MOST_USES).map(({ what }) => [value(what)]),
    MARKS.space,
  );
}

function tellSource({ source: { publisher, date, url } }: Experience): NoteLine {
  return join(
    [
      [value(publisher)],
      date === null ? [] : [value(formatDate(date))],
      url === null ? [] : [value(formatAddress(url), url)],
    ],
    MARKS.comma,
  );
}

/** Tells a case: its places and age, two lines on its deeds and its figures, its first difficulty, its source. */
export function tellExperience(
  { experience, needs }: NoteExperience,
  { needCount, keptLevers }: { readonly needCount: number; readonly keptLevers: ReadonlySet<string> },
): readonly NoteBlock[] {
  const [difficulty] = experience.difficulties;
  const mark = markNeeds(
    needs.map((position) => position + 1),
    needCount,
  );
  const facts = [
    join(experience.territories.map(tellPlace), MARKS.comma),
    [value(describeLife(experience))],
    ...(mark === '' ? [] : [[value(mark)]]),
  ];
  return [
    heading(2, value(experience.title)),
    paragraph(...join(facts, MARKS.dash)),
    paragraph(strong(LABELS.done), ...tellUses(experience, keptLevers)),
    paragraph(strong(LABELS.figures), ...tellFigures(experience)),
    ...(difficulty === undefined ? [] : [paragraph(strong(LABELS.difficulty), value(difficulty))]),
    paragraph(strong(LABELS.source), ...tellSource(experience)),
  ];
}

function tellPermission({ permission, lever }: NoteLever): NoteLine {
  if (lever.law === null) return [label(LABELS.noLaw)];
  if (permission === null) return [label(LABELS.kindUnknown)];
  const said = [value(describePermission(permission))];
  return permission.may === 'yes' ? said : join([said, [value(permission.ref)]], MARKS.space);
}

function tellThreshold({ label: measured, value: amount, unit, note, ref }: Threshold): NoteLine {
  return [
    value(measured),
    label(MARKS.colon),
    value(`${formatNumber(amount)} ${unit}`),
    ...(note === null ? [] : [label(MARKS.comma), value(note)]),
    label(MARKS.open),
    value(ref),
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
