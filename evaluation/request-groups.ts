/**
 * Groups by which the measures are broken down. A request may be in several.
 *   plain           none of the five groups below
 *   several-needs   its judges listed several needs, or its text announces another one (see `announcesAnotherNeed`)
 *   lever           about a lever and no subject: no theme chosen, but a lever, or more cues of levers in the text
 *                   than cues of themes; none of the other four
 *   long            more than 100 words
 *   vague           declared so in the set
 *   refusal         says what must not be done (see `REFUSAL`)
 *   keywords        at most 8 words, no punctuation that ends a sentence
 *   typos           at least two suspect words (see `isSuspect`), and at least one word in twenty
 *   nothing-chosen  chose neither theme nor lever
 */
import { createCueFinder, type FindCues } from '../src/domain/matching/find-cues.ts';
import { editDistance } from '../src/domain/territory/edit-distance.ts';
import { fold } from '../src/domain/text/fold.ts';
import { splitWords } from '../src/domain/text/words.ts';
import type { Corpus } from './corpus.ts';
import type { JudgedRequest } from './requests.ts';

export const REQUEST_GROUPS = [
  'plain',
  'several-needs',
  'lever',
  'long',
  'vague',
  'refusal',
  'keywords',
  'typos',
  'nothing-chosen',
] as const;
export type RequestGroup = (typeof REQUEST_GROUPS)[number];

const MAX_KEYWORDS = 8;
const LONG_FROM = 101;
const SUSPECT_WORDS = 2;
const SUSPECT_SHARE = 1 / 20;
/** Fewest letters of a word checked for missing accents. */
const MIN_ACCENTED = 4;
/** Fewest letters of a word checked for a wrong letter. */
const MIN_MISTYPED = 6;
/** Words that refuse a way of doing, in folded text. */
const REFUSAL =
  /\b(sans (subvention|argent|agent|regie)|surtout pas|pas un (euro|de plus)|plutot que|autrement qu[e'’]|ne vou(lons|drions) (pas|ni)|hors de question)/u;
/** Words that start another subject, in folded text. */
const ANOTHER_NEED =
  /\b(d['’]autre part|par ailleurs|autre sujet|(deuxieme|seconde) chose|(deuxieme|second) (point|sujet)|et aussi, sans lien)\b/u;
const LIST_ITEM = /^\s*(-|•|\d+[.)])\s/gmu;

/** The words of a corpus, in lower case, and the cues of its taxonomy. */
export interface Vocabulary {
  readonly spelled: ReadonlySet<string>;
  /** Words without accents. */
  readonly folded: ReadonlySet<string>;
  /** Stems of the folded words. */
  readonly stems: ReadonlySet<string>;
  readonly stem: (foldedWord: string) => string;
  readonly findLeverCues: FindCues;
  readonly findThemeCues: FindCues;
}

export function readVocabulary({ fiches, taxonomy }: Corpus, stem: Vocabulary['stem']): Vocabulary {
  const texts = [
    ...fiches.flatMap(({ title, summary, actors, levers, territories }) => [
      title,
      summary,
      ...actors,
      ...levers.map(({ what }) => what),
      ...territories.map(({ name }) => name),
    ]),
    ...taxonomy.levers.flatMap(({ label, definition, cues }) => [label, definition, ...cues]),
    ...taxonomy.themes.flatMap(({ label, cues }) => [label, ...cues]),
  ];
  const spelled = new Set(texts.flatMap((text) => splitWords(text).map((word) => word.text.toLowerCase())));
  const folded = new Set([...spelled].map(fold));
  return {
    spelled,
    folded,
    stems: new Set([...folded].map(stem)),
    stem,
    findLeverCues: createCueFinder(taxonomy.levers),
    findThemeCues: createCueFinder(taxonomy.themes),
  };
}

function isOneEditInside(word: string, known: string): boolean {
  return word.slice(-2) === known.slice(-2) && editDistance(word, known, 1) === 1;
}

/**
 * Finds a word in lower case that is not in the corpus but differs from a word of the corpus by its accents, or by one
 * edit before its last two letters, since French inflects endings.
 */
function isSuspect(word: string, { spelled, folded, stems, stem }: Vocabulary): boolean {
  if (word.length < MIN_ACCENTED || word !== word.toLowerCase() || spelled.has(word)) return false;
  const plain = fold(word);
  if (folded.has(plain)) return true;
  if (word.length < MIN_MISTYPED || stems.has(stem(plain))) return false;
  return [...folded].some((known) => isOneEditInside(plain, known));
}

/** Tells a few words from a sentence. */
export function isKeywords(text: string): boolean {
  return splitWords(text).length <= MAX_KEYWORDS && !/[.?!…]/u.test(text);
}

function announcesAnotherNeed(text: string): boolean {
  return ANOTHER_NEED.test(fold(text)) || (text.match(LIST_ITEM) ?? []).length > 1;
}

function countCues(text: string, findCues: FindCues): number {
  return [...findCues(text).values()].flat().length;
}

type GroupedRequest = Pick<JudgedRequest, 'kind' | 'priorities' | 'request' | 'needs'>;

function isAboutLever({ priorities, request }: GroupedRequest, vocabulary: Vocabulary): boolean {
  if (request.themes.length > 0) return false;
  return (
    request.levers.length > 0 ||
    countCues(priorities, vocabulary.findLeverCues) > countCues(priorities, vocabulary.findThemeCues)
  );
}

/** Returns the groups of a request, in the order of `REQUEST_GROUPS`. */
export function groupsOf(judged: GroupedRequest, vocabulary: Vocabulary): readonly RequestGroup[] {
  const { kind, needs, priorities, request } = judged;
  const words = splitWords(priorities).map(({ text }) => text);
  const suspects = new Set(words.filter((word) => isSuspect(word, vocabulary)));
  const hard = {
    'several-needs': needs.length > 1 || announcesAnotherNeed(priorities),
    long: words.length >= LONG_FROM,
    vague: kind === 'vague',
    refusal: REFUSAL.test(fold(priorities)),
  };
  const isHard = Object.values(hard).includes(true);
  const lever = !isHard && isAboutLever(judged, vocabulary);
  const belongs: Readonly<Record<RequestGroup, boolean>> = {
    ...hard,
    lever,
    plain: !isHard && !lever,
    keywords: isKeywords(priorities),
    typos: suspects.size >= Math.max(SUSPECT_WORDS, SUSPECT_SHARE * words.length),
    'nothing-chosen': request.themes.length === 0 && request.levers.length === 0,
  };
  return REQUEST_GROUPS.filter((group) => belongs[group]);
}
