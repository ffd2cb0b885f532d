import { describeCheck, describeStory } from '../../src/domain/french/describe-answer.ts';
import { agreeSetting } from '../../src/domain/french/describe-territory.ts';
import { formatNumber, joinWithAnd, splitFigure } from '../../src/domain/french/formats.ts';
import { capitalise, KIND_LABELS, SETTING_LABELS } from '../../src/domain/french/labels.ts';
import { fold } from '../../src/domain/text/fold.ts';
import { splitSentences } from '../../src/domain/text/sentences.ts';
import type { Experience, ExperienceResult, LeverResult } from '../api/answers.ts';

/* Words of the card of an experience, on the page and in the component. Texts are to be typeset. */

const MAX_NAMES = 4;

function describeOne(
  { name, kind, population, department }: Experience['territories'][number],
  { title, setting }: Experience,
): readonly string[] {
  const size = population === null ? '' : ` de ${formatNumber(population)}\u00a0habitants`;
  const context = setting === null ? '' : `, ${agreeSetting(setting, kind)}`;
  const about = `${KIND_LABELS[kind]}${size}${context}`;
  // Most titles begin with the name.
  const who = fold(title).includes(fold(name)) ? capitalise(about) : `${name}, ${about}`;
  return department === null || department.name === name ? [who] : [who, department.name];
}

function describeMany({ territories, setting }: Experience): readonly string[] {
  // A région and its only département share their name.
  const names = [...new Set(territories.map(({ name }) => name))];
  const rest = names.length - MAX_NAMES;
  const shown = rest > 1 ? [...names.slice(0, MAX_NAMES), `${formatNumber(rest)} autres territoires`] : names;
  return [joinWithAnd(shown), ...(setting === null ? [] : [SETTING_LABELS[setting]])];
}

/** Who, where and when: « Commune de 335 habitants, rurale », « Haute-Garonne », « récit de 2017 ». */
export function tellWho(experience: Experience): readonly string[] {
  const [only, ...others] = experience.territories;
  const who =
    only === undefined || others.length > 0 ? describeMany(experience) : describeOne(only, experience);
  return [...who, describeStory(experience)];
}

/** Longest story of a card, in characters; a single sentence may be longer, because none is cut. */
const STORY_LENGTH = 320;
/** Longest one whose last sentence says nothing without those before. */
const LINKED_LENGTH = 440;
/** Beginning that takes its sense from the sentence before: « Elle a prêté… », « Quand il s’est libéré… ». */
const REFERS_BACK =
  /^(?:[^,]{1,24}, |(?:quand|lorsqu|depuis|puis|là|de|dans)[\s’']*)?(?:ils?|elles?|celles?|celui|ceux|cela|ce|cet|cette|ces|l[’']un|tous|toutes|leurs?|son|sa|ses|l[ea] (?:deuxièm|second|troisièm)e?)(?!\p{L})/iu;

/** Two whole sentences of a story where they fit, with the one that answers the question. */
export interface Story {
  readonly before: string;
  /** Sentence nearest to the question, with their shared words; null when the story does not have it. */
  readonly match: ExperienceResult['evidence'];
  readonly after: string;
}

/** Cuts the story of a card: the sentence that answers with the one before it, else the one after; neither astray. */
export function tellStory({
  experience,
  evidence,
}: Pick<ExperienceResult, 'experience' | 'evidence'>): Story {
  const sentences = splitSentences(experience.summary);
  const found = evidence === null ? -1 : sentences.indexOf(evidence.passage);
  const at = Math.max(found, 0);
  const cut = (from: number, to: number) => sentences.slice(from, to).join(' ');
  const startOf = (index: number): number =>
    index > 0 && REFERS_BACK.test(sentences[index] ?? '') ? startOf(index - 1) : index;
  const own = startOf(at);
  const most = own < at ? LINKED_LENGTH : STORY_LENGTH;
  const spans = [
    [startOf((at || 1) - 1), (at || 1) + 1],
    [own, at + 2],
  ] as const;
  const [from, to] = spans.find((span) => cut(...span).length <= most) ?? [at, at + 1];
  if (found < 0) return { before: cut(from, to), match: null, after: '' };
  return { before: cut(from, at), match: evidence, after: cut(at + 1, to) };
}

/** Roles of the figures that tell what an experience took or gave, the most telling first. */
const TELLING: readonly Experience['figures'][number]['role'][] = [
  'authority-share',
  'total-cost',
  'capital',
  'grant-received',
  'jobs',
  'people',
];

/** The figure of a card; null where the fiche has none that tells what the experience took or gave. */
export function tellFigure({ figures }: Pick<Experience, 'figures'>) {
  const [figure] = figures
    .filter(({ role }) => TELLING.includes(role))
    .toSorted((a, b) => TELLING.indexOf(a.role) - TELLING.indexOf(b.role));
  return figure === undefined ? null : splitFigure(figure);
}

/** Levers that a card names, the one to tell first: the best ranked of the answer, then those of the experience. */
export function orderUses(
  { levers }: Pick<Experience, 'levers'>,
  ranked: readonly Pick<LeverResult, 'lever'>[],
): Experience['levers'] {
  const rankOf = (id: string) => {
    const rank = ranked.findIndex(({ lever }) => lever.id === id);
    return rank < 0 ? ranked.length : rank;
  };
  return levers.toSorted((a, b) => rankOf(a.id) - rankOf(b.id));
}

/** Codes of the reasons about the subject, the most telling first. */
const SUBJECT: readonly string[] = [
  'vouched',
  'same-lever',
  'same-theme',
  'evoked-lever',
  'same-words',
  'evoked-theme',
  'close-meaning',
  'near-meaning',
];
/** Codes of the cautions before trusting a fiche. */
const LIFE: readonly string[] = ['state', 'age'];

type Reasons = ExperienceResult['reasons'];

/** Reasons of a card: the most telling one about the subject, then the first one about the territory. */
export function tellWhy(reasons: Reasons): readonly string[] {
  const [subject] = reasons
    .filter(({ code }) => SUBJECT.includes(code))
    .toSorted((a, b) => SUBJECT.indexOf(a.code) - SUBJECT.indexOf(b.code));
  const fit = reasons.find(({ code }) => !SUBJECT.includes(code) && !LIFE.includes(code));
  return [subject, fit].flatMap((reason) => (reason === undefined ? [] : [reason.text]));
}

/** How the experience ended, where its fiche says so. */
export function tellState(reasons: Reasons): readonly string[] {
  return reasons.filter(({ code }) => code === 'state').map(({ text }) => text);
}

/** Caution before trusting the fiche: how the experience ended, and when the fiche was checked. */
export function tellCaution({
  experience,
  reasons,
}: Pick<ExperienceResult, 'experience' | 'reasons'>): string {
  return capitalise([...tellState(reasons), describeCheck(experience.checkedOn)].join(' ; '));
}
