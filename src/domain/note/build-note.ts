import { describeCut, describeGaps, describeReview } from '../french/describe-answer.ts';
import { formatDate, formatNumber, nameSetAside, shorten } from '../french/formats.ts';
import { nameKind, SETTING_LABELS } from '../french/labels.ts';
import type { Profile } from '../profile/profile.ts';
import { fold } from '../text/fold.ts';
import {
  fill,
  heading,
  join,
  list,
  type Note,
  type NoteBlock,
  type NoteLine,
  paragraphs,
  TITLES,
  value,
  WORDS,
} from './note.ts';
import { type Kept, keepChosen, type NoteAnswer, type NoteChoice } from './note-answer.ts';
import { nameCase, tellExperience, tellInhabitants, tellLever } from './tell-results.ts';

/** Inhabitants from which a commune owes its council a note explicative de synthèse. */
const LEGAL_SIZE = 3_500;
/** Longest quotation of a request or of one of its needs, in characters. */
const QUOTED_LENGTH = 800;

/** Many levers quote the threshold under which one buys without competition; it is the subject of one. */
const PURCHASES = { lever: 'commande-publique', ref: /commande publique, art\. R\. 2122-8(?!-)/ };

export interface NoteSetting {
  readonly choice: NoteChoice;
  /** Day of the note, as `2026-11-28`. */
  readonly day: string;
  /** Address of the service, for the fiches that are not cited as cases; null when it has none. */
  readonly service: string | null;
  readonly labelOfTheme: (id: string) => string;
  readonly labelOfLever: (id: string) => string;
}

const valuesOf = (texts: readonly string[]) => texts.map((text) => value(text));

function tellTerritory({ territory, kind, statute, department, populationCount, setting }: Profile) {
  const { name, code } = territory;
  const place = department.value?.name === name ? undefined : department.value?.name;
  const facts = join(
    valuesOf([kind.value && nameKind(kind.value, statute), place, code].flatMap((fact) => fact ?? [])),
    ', ',
  );
  const known = [
    name === null ? facts : facts.length === 0 ? value(name) : fill(WORDS.inParentheses, name, facts),
    tellInhabitants(populationCount.value),
    setting.value === null ? [] : fill(WORDS.setting, SETTING_LABELS[setting.value]),
  ];
  const told = join(known, ', ');
  return fill(WORDS.territory, told.length === 0 ? fill(WORDS.noTerritory) : told);
}

function tellNeed(answer: NoteAnswer, { labelOfTheme, labelOfLever }: NoteSetting): readonly NoteBlock[] {
  const { priorities, themes, levers } = answer.profile;
  const needs = answer.needs.filter(({ text }) => text !== '');
  const quote = (text: string) => fill(WORDS.quoted, shorten(text, QUOTED_LENGTH));
  const quoted = needs.map(({ text }) => quote(text));
  const setAside = answer.setAside.map(({ lever, words }) => ({ label: lever.label, words }));
  return [
    heading(1, fill(WORDS.need)),
    ...(needs.length > 1
      ? [...paragraphs(fill(WORDS.needs)), ...list(quoted, true)]
      : paragraphs(priorities === '' ? [] : fill(WORDS.asked, quote(priorities)))),
    ...paragraphs(
      needs.some(({ level }) => level !== 'close') ? value(describeGaps(needs)) : [],
      fill(WORDS.themes, join(valuesOf(themes.map(labelOfTheme)), ', ')),
      fill(WORDS.levers, join(valuesOf(levers.map(labelOfLever)), ', ')),
      setAside.length === 0 ? [] : value(nameSetAside(setAside)),
      fill(WORDS.context),
    ),
  ];
}

/** Drafts what the council decides. */
function tellDecision({ experiences, levers }: Kept, { statute }: Profile): readonly NoteBlock[] {
  const usable = levers.map(({ lever }) => lever.label);
  return [
    heading(1, fill(WORDS.implications)),
    ...paragraphs(fill(WORDS.toEstimate)),
    heading(1, fill(WORDS.decision)),
    ...paragraphs(
      fill(statute === null ? WORDS.texts : WORDS.ownTexts),
      fill(WORDS.origin),
      fill(WORDS.others, join(valuesOf([...new Set(experiences.map(nameCase))]), ', ')),
      fill(WORDS.council),
    ),
    ...list(
      [
        fill(WORDS.approve),
        usable.length === 0 ? fill(WORDS.means) : fill(WORDS.use, join(valuesOf(usable), ' ; ')),
        fill(WORDS.budget),
        fill(WORDS.sign),
      ],
      true,
    ),
  ];
}

/** Gives the articles that rule the authority, each once; those on thresholds of purchases only with purchases. */
function tellLaw({ levers }: Kept, { kind, statute }: Profile): readonly NoteBlock[] {
  const rules = (kinds: readonly string[] = [kind.value ?? '']) =>
    kind.value === null || kinds.includes(kind.value);
  const laws = levers.flatMap(({ lever: { id, law, label } }) =>
    law === null ? [] : [{ ...law, id, label, texts: law.texts.filter(({ kinds }) => rules(kinds)) }],
  );
  if (laws.length === 0) return [];
  if (statute !== null) return [heading(1, fill(WORDS.law)), ...paragraphs(fill(WORDS.ownLaw, statute))];
  const texts = laws.flatMap((law) => law.texts);
  const unsigned = laws.flatMap((law) => (law.reviewedBy === null ? law.texts : []));
  const reviews = laws.map((law) =>
    describeReview(law.reviewedBy === null ? { reviewedBy: null, texts: unsigned } : law),
  );
  const isFirst = (text: (typeof texts)[number]) => texts.find(({ ref }) => ref === text.ref) === text;
  return [
    heading(1, fill(WORDS.law)),
    ...paragraphs(join(valuesOf([...new Set(reviews)]), ' ')),
    ...laws.flatMap((law) => {
      const own = law.texts.filter(
        (text) => isFirst(text) && (law.id === PURCHASES.lever || !PURCHASES.ref.test(text.ref)),
      );
      const articles = own.map(({ ref, about, address }) =>
        fill(WORDS.legalText, value(ref, address?.url ?? null), about),
      );
      return articles.length === 0 ? [] : [heading(2, value(law.label)), ...list(articles)];
    }),
  ];
}

/** Says what the note does not know, a line each: nothing is guessed in its place. */
function tellUnknown(answer: NoteAnswer, { experiences, missing }: Kept): readonly NoteBlock[] {
  const cases = experiences.map(({ experience }) => experience);
  const count = (
    fixed: typeof WORDS.stateUnknown | typeof WORDS.neverChecked,
    isTold: (told: (typeof cases)[number]) => boolean,
  ) => {
    const { length } = cases.filter(isTold);
    return length === 0 ? [] : fill(fixed, formatNumber(length), formatNumber(cases.length));
  };
  const lines = [
    count(WORDS.stateUnknown, ({ state }) => state === 'unknown'),
    count(WORDS.neverChecked, ({ checkedOn }) => checkedOn === null),
    answer.isCut ? value(describeCut(answer.understood.text)) : [],
    missing.length === 0 ? [] : fill(WORDS.missing, formatNumber(missing.length)),
    fill(WORDS.compared, formatNumber(answer.total)),
  ];
  return [heading(1, fill(WORDS.unknown)), ...list(lines.filter(({ length }) => length > 0))];
}

function titleOf({ kind, populationCount, statute }: Profile): NoteLine {
  // An authority with a statute of its own has an assembly of its own.
  if (statute !== null) return fill(TITLES.pays);
  const isLegal = kind.value === 'commune' && (populationCount.value ?? 0) >= LEGAL_SIZE;
  return fill(TITLES[isLegal ? 'legal' : (kind.value ?? 'pays')]);
}

/**
 * Builds the note for the council from an answer: two pages with the need, three cases, two levers and the draft of a
 * deliberation, then an annex. Each text is a word of `note.ts`, a value of the answer, or a place to fill in.
 */
export function buildNote(answer: NoteAnswer, setting: NoteSetting): Note {
  const { profile, needs } = answer;
  const kept = keepChosen(answer, setting.choice);
  const { experiences, levers } = kept;
  const told = { needCount: needs.length, keptLevers: new Set(levers.map(({ lever }) => lever.id)) };
  const place = fold(profile.territory.name ?? '').match(/[a-z0-9]+/g) ?? [];
  return {
    title: titleOf(profile),
    fileName: ['note', ...place, setting.day].join('-'),
    blocks: [
      ...paragraphs(
        tellTerritory(profile),
        fill(WORDS.meeting, formatDate(setting.day)),
        fill(WORDS.written),
      ),
      ...tellNeed(answer, setting),
      heading(1, fill(WORDS.cases)),
      ...paragraphs(experiences.length === 0 ? fill(WORDS.noExperience) : []),
      ...experiences.flatMap((result, position) => tellExperience(result, position, told)),
      heading(1, fill(WORDS.proposed)),
      ...paragraphs(levers.length === 0 ? fill(WORDS.noLever) : []),
      ...levers.flatMap((result) => tellLever(result, kept, setting.service)),
      ...tellDecision(kept, profile),
    ],
    annex: [...tellLaw(kept, profile), ...tellUnknown(answer, kept)],
  };
}
