import {
  describeCostRange,
  describeCut,
  describeGaps,
  describeNeed,
  describeReview,
  TOO_FEW_FIGURES,
} from '../french/describe-answer.ts';
import { formatDate, formatNumber, nameSetAside } from '../french/formats.ts';
import { KIND_LABELS, SETTING_LABELS } from '../french/labels.ts';
import type { Profile } from '../profile/profile.ts';
import { fold } from '../text/fold.ts';
import {
  BLANKS,
  blankOf,
  heading,
  join,
  LABELS,
  label,
  list,
  MARKS,
  type Note,
  type NoteBlock,
  type NoteLine,
  paragraph,
  SECTIONS,
  strong,
  TITLES,
  toFillIn,
  value,
} from './note.ts';
import {
  type Kept,
  keepChosen,
  type NoteAnswer,
  type NoteChoice,
  type NoteExperience,
} from './note-answer.ts';
import { tellExperience, tellLever } from './tell-results.ts';

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
function tellUnknown(answer: NoteAnswer, { experiences, missing }: Kept): readonly NoteLine[] {
  const needs = answer.needs.filter(({ text }) => text !== '');
  const isPartial = needs.some(({ level }) => level !== 'close');
  return [
    ...(isPartial ? [[value(describeGaps(needs))]] : []),
    ...(answer.isCut ? [[value(describeCut(answer.understood.text))]] : []),
    ...tellCount(LABELS.stateUnknown, experiences, ({ state }) => state === 'unknown'),
    ...tellCount(LABELS.neverChecked, experiences, ({ checkedOn }) => checkedOn === null),
    ...(missing.length === 0 ? [] : [[label(LABELS.missing), value(formatNumber(missing.length))]]),
    [label(LABELS.compared), value(formatNumber(answer.total)), label(LABELS.elsewhere)],
  ];
}

/** @param service address of the service, for the fiches; null when it has none */
function tellSources({ experiences }: Kept, service: string | null): readonly NoteBlock[] {
  const cases = experiences.map(({ experience }) => {
    const address = `${service}/experiences/${encodeURIComponent(experience.id)}`;
    const { title, publisher, date } = experience.source;
    return [
      ...join(
        [[value(title)], [value(publisher)], date === null ? [] : [value(formatDate(date))]],
        MARKS.comma,
      ),
      ...(service === null ? [] : [label(MARKS.dash), label(LABELS.fiche), value(address, address)]),
    ];
  });
  return cases.length === 0 ? [] : [heading(2, label(SECTIONS.experiences)), ...list(cases)];
}

export interface NoteSetting {
  readonly choice: NoteChoice;
  /** Day of the note, as `2026-11-28`. */
  readonly day: string;
  /** Address of the service; null when it has none. */
  readonly service: string | null;
  /** Labels of the themes and levers of the request. */
  readonly labelOfTheme: (id: string) => string;
  readonly labelOfLever: (id: string) => string;
}

function tellTerritory({ territory, kind, department, populationCount, setting }: Profile): NoteLine {
  const { name, code } = territory;
  const facts = join(
    [
      kind.value === null ? [] : [value(KIND_LABELS[kind.value])],
      department.value === null || department.value.name === name ? [] : [value(department.value.name)],
      code === null ? [] : [value(code)],
    ],
    MARKS.comma,
  );
  const known = join(
    [
      name === null
        ? facts
        : [value(name), ...(facts.length === 0 ? [] : [label(MARKS.open), ...facts, label(MARKS.close)])],
      populationCount.value === null
        ? []
        : [value(formatNumber(populationCount.value)), label(LABELS.inhabitants)],
      setting.value === null ? [] : [label(LABELS.setting), value(SETTING_LABELS[setting.value])],
    ],
    MARKS.comma,
  );
  return known.length === 0 ? [label(LABELS.noTerritory)] : known;
}

function tellHead({ profile }: NoteAnswer, { day }: NoteSetting): readonly NoteBlock[] {
  const { priorities } = profile;
  return [
    paragraph(strong(LABELS.subject), priorities === '' ? label(LABELS.noSubject) : value(priorities)),
    paragraph(strong(LABELS.territory), ...tellTerritory(profile)),
    paragraph(strong(LABELS.date), value(formatDate(day))),
    paragraph(strong(LABELS.meeting), blankOf(BLANKS.meeting)),
    paragraph(strong(LABELS.rapporteur), blankOf(BLANKS.rapporteur)),
    paragraph(label(LABELS.written)),
  ];
}

function tellContext(answer: NoteAnswer, { labelOfTheme, labelOfLever }: NoteSetting): readonly NoteBlock[] {
  const { themes, levers } = answer.profile;
  const chosen = (start: 'themes' | 'levers', labels: readonly string[]) =>
    labels.length === 0
      ? []
      : [
          paragraph(
            strong(LABELS[start]),
            ...join(
              labels.map((text) => [value(text)]),
              MARKS.comma,
            ),
          ),
        ];
  const setAside = answer.setAside.map(({ lever, words }) => ({ label: lever.label, words }));
  return [
    heading(1, label(SECTIONS.context)),
    ...(answer.needs.length < 2
      ? []
      : list(
          answer.needs.map((need) => [value(describeNeed(need))]),
          true,
        )),
    ...chosen('themes', themes.map(labelOfTheme)),
    ...chosen('levers', levers.map(labelOfLever)),
    ...(setAside.length === 0 ? [] : [paragraph(value(nameSetAside(setAside)))]),
    toFillIn('context'),
  ];
}

function tellFacts({ needs }: NoteAnswer, { experiences, levers }: Kept): readonly NoteBlock[] {
  const keptLevers = new Set(levers.map(({ lever }) => lever.id));
  return [
    heading(1, label(SECTIONS.facts)),
    ...(experiences.length === 0 ? [paragraph(label(LABELS.noExperience))] : []),
    ...experiences.flatMap((result) => tellExperience(result, { needCount: needs.length, keptLevers })),
    toFillIn('likeness'),
  ];
}

function tellPowers({ levers }: Kept): readonly NoteBlock[] {
  const laws = levers.flatMap(({ lever }) => lever.law ?? []);
  const texts = laws.flatMap((law) => (law.reviewedBy === null ? law.texts : []));
  const reviews = new Set(
    laws.map((law) => describeReview(law.reviewedBy === null ? { reviewedBy: null, texts } : law)),
  );
  return [
    heading(1, label(SECTIONS.law)),
    ...[...reviews].map((review) => paragraph(value(review))),
    toFillIn('power'),
    ...(levers.length === 0 ? [paragraph(label(LABELS.noLever))] : []),
    ...levers.flatMap(tellLever),
  ];
}

function tellImplications({ costs }: NoteAnswer): readonly NoteBlock[] {
  const ranges = costs.map((range) => [value(describeCostRange(range))]);
  return [
    heading(1, label(SECTIONS.implications)),
    heading(2, label(SECTIONS.money)),
    ...(ranges.length === 0
      ? [paragraph(value(TOO_FEW_FIGURES))]
      : [paragraph(label(LABELS.costs)), ...list(ranges)]),
    toFillIn('budget'),
    heading(2, label(SECTIONS.means)),
    toFillIn('means'),
    heading(2, label(SECTIONS.people)),
    toFillIn('people'),
    heading(1, label(SECTIONS.decision)),
    toFillIn('decision'),
  ];
}

function nameFile({ territory }: Profile, day: string): string {
  const place = fold(territory.name ?? '').match(/[a-z0-9]+/g) ?? [];
  return ['note', ...place, day].join('-');
}

/**
 * Builds the note for the council from an answer: context, reasons of fact, reasons of law and implications, as the
 * courts ask of a note de synthèse. Each text is a label of `note.ts`, a value of the answer, or a place to fill in.
 */
export function buildNote(answer: NoteAnswer, setting: NoteSetting): Note {
  const kept = keepChosen(answer, setting.choice);
  const { kind } = answer.profile;
  return {
    title: [label(TITLES[kind.value ?? 'pays'])],
    fileName: nameFile(answer.profile, setting.day),
    blocks: [
      ...tellHead(answer, setting),
      ...tellContext(answer, setting),
      ...tellFacts(answer, kept),
      ...tellPowers(kept),
      ...tellImplications(answer),
      heading(1, label(SECTIONS.unknown)),
      ...list(tellUnknown(answer, kept)),
      heading(1, label(SECTIONS.sources)),
      ...tellSources(kept, setting.service),
      paragraph(label(LABELS.answer), value(answer.id)),
    ],
  };
}
