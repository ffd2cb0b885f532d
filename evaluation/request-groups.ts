/**
 * Groups by which the measures are broken down, found from the request alone. A request may be in several:
 *   keywords        at most 8 words, no punctuation that ends a sentence
 *   long            more than 60 words
 *   typos           at least two suspect words (see `isSuspect`), and at least one word in twenty
 *   with-themes     chose a theme; `without-themes` did not; `nothing-chosen`: neither theme nor lever
 *   vague           declared so in the set
 */
import { editDistance } from '../src/domain/territory/edit-distance.ts';
import { fold } from '../src/domain/text/fold.ts';
import { splitWords } from '../src/domain/text/words.ts';
import type { Corpus } from './corpus.ts';
import type { JudgedRequest } from './requests.ts';

export const REQUEST_GROUPS = [
  'keywords',
  'long',
  'typos',
  'with-themes',
  'without-themes',
  'nothing-chosen',
  'vague',
] as const;
export type RequestGroup = (typeof REQUEST_GROUPS)[number];

const MAX_KEYWORDS = 8;
const LONG_FROM = 61;
const SUSPECT_WORDS = 2;
const SUSPECT_SHARE = 1 / 20;
/** Fewest letters of a word checked for missing accents. */
const MIN_ACCENTED = 4;
/** Fewest letters of a word checked for a wrong letter. */
const MIN_MISTYPED = 6;

/** The words of a corpus, in lower case. */
export interface Vocabulary {
  readonly spelled: ReadonlySet<string>;
  /** Words without accents. */
  readonly folded: ReadonlySet<string>;
  /** Stems of the folded words. */
  readonly stems: ReadonlySet<string>;
  readonly stem: (foldedWord: string) => string;
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
  return { spelled, folded, stems: new Set([...folded].map(stem)), stem };
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

/** Returns the groups of a request, in the order of `REQUEST_GROUPS`. */
export function groupsOf(
  { kind, priorities, request }: Pick<JudgedRequest, 'kind' | 'priorities' | 'request'>,
  vocabulary: Vocabulary,
): readonly RequestGroup[] {
  const words = splitWords(priorities).map(({ text }) => text);
  const suspects = new Set(words.filter((word) => isSuspect(word, vocabulary)));
  const belongs: Readonly<Record<RequestGroup, boolean>> = {
    keywords: isKeywords(priorities),
    long: words.length >= LONG_FROM,
    typos: suspects.size >= Math.max(SUSPECT_WORDS, SUSPECT_SHARE * words.length),
    'with-themes': request.themes.length > 0,
    'without-themes': request.themes.length === 0,
    'nothing-chosen': request.themes.length === 0 && request.levers.length === 0,
    vague: kind === 'vague',
  };
  return REQUEST_GROUPS.filter((group) => belongs[group]);
}
