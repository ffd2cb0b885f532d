import { dot, logisticProbability } from '../matching/linear-head.ts';
import weights from './need-weights.json' with { type: 'json' };

/** How a segment is separated from the one before it. */
export const SEPARATORS = ['start', 'line', 'link', 'hard', 'colon', 'comma', 'and', 'sentence'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** Part of a request that tells at most one need; `text` is `priorities.slice(start, end)`. */
export interface Segment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly separator: Separator;
}

const LINK =
  "et aussi|ainsi que|et également|mais aussi|et puis|puis|et enfin|enfin|par ailleurs|d[’']autre part|d[’']une part|autre (?:sujet|chose|question|point|dossier|chantier)|deuxième(?:ment)?|troisième(?:ment)?|secondement|ensuite|également|en parallèle|à côté de ça|en outre|outre|sinon|quant (?:à|aux?)|de son côté";
const MARK = String.raw`\(?(?:\d{1,2}|[ivx]{1,3}|[A-Da-d])[).°]\)?\s+|[*•]\s+`;
const DASH = String.raw`[–—-]\s+`;
const BOUNDARY = new RegExp(
  String.raw`^${DASH}|\s*\n\s*(?:${DASH})?|(?<=[.!?…])\s+|\s*;\s*|\s+[/+–—-]\s+|\s*(?<!\d)[,:]\s+|(?:^|\s+|(?<=\s))(?:${MARK})|\s+(?=(?:${LINK})(?!\p{L}))|\s+(?:et|ou)\s+`,
  'giu',
);
const OPENS_WITH_LINK = new RegExp(`^(?:${LINK})(?!\\p{L})`, 'iu');
/** «Par ailleurs,» and «Autre sujet :» announce a need and tell none. */
const LINK_ALONE = new RegExp(`^(?:${LINK})$`, 'iu');
const CONTAINS_LINK = new RegExp(`(?<!\\p{L})(?:${LINK})(?!\\p{L})`, 'iu');
const WORD = /\p{L}{2}/u;

function separatorOf(between: string, text: string): Separator {
  if (OPENS_WITH_LINK.test(text) || CONTAINS_LINK.test(between)) return 'link';
  if (/\n|\d|[*•]|[ivxA-D][).]/i.test(between)) return 'line';
  if (/[;/+–—-]/.test(between)) return 'hard';
  if (between.includes(':')) return 'colon';
  if (between.includes(',')) return 'comma';
  return /\p{L}/u.test(between) ? 'and' : 'sentence';
}

function countWords(text: string): number {
  return text.split(/\s+/).length;
}

/** A word alone continues its neighbour: «maires, départements et régions» is one segment. */
function isContinued(previous: Segment, { text, separator }: Segment): boolean {
  return (
    (separator === 'comma' || separator === 'and' || separator === 'colon') &&
    (countWords(text) < 2 || countWords(previous.text) < 2)
  );
}

/** Splits priorities at every place where another need may begin; in order, without separators, none without a word. */
export function splitSegments(priorities: string): readonly Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let between = '';
  const take = (end: number, separator: string) => {
    const text = priorities.slice(start, end);
    if (WORD.test(text) && !LINK_ALONE.test(text)) {
      add({ text, start, end, separator: segments.length === 0 ? 'start' : separatorOf(between, text) });
      between = separator;
    } else between += text + separator;
  };
  function add(segment: Segment): void {
    const previous = segments.at(-1);
    if (previous === undefined || !isContinued(previous, segment)) segments.push(segment);
    else segments[segments.length - 1] = join(previous, segment, priorities);
  }
  for (const { 0: separator, index } of priorities.matchAll(BOUNDARY)) {
    take(index, separator);
    start = index + separator.length;
  }
  take(priorities.length, '');
  return segments;
}

/** Joins two segments of a request, with the text between them. */
function join<S extends Pick<Segment, 'start' | 'end'>>(first: S, last: S, priorities: string): S {
  return { ...first, text: priorities.slice(first.start, last.end), end: last.end };
}

/**
 * Needs of a request: «priorities» may tell several. Segments that tell none (greetings, signatures, digressions) are
 * left out, then the others are cut where the need changes. Both decisions are logistic regressions, fitted by
 * `npm run fit-needs` on the requests of `evaluation/subject/needs.json`.
 */

/** Segment as the model reads it. */
export interface ReadSegment extends Segment {
  readonly embedding: Float32Array;
  /** Logit of «it is on the subject of the service». */
  readonly subject: number;
}

/** Words of the priorities that tell one need, as typed. */
export interface Need {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export const TELLING_FEATURES = [
  'subject',
  'relative',
  'length',
  'first',
  'last',
  'courtesy',
  'announces',
] as const;
export const CUT_FEATURES = [
  'cosine',
  'lowerSubject',
  'shorter',
  'line',
  'link',
  'hard',
  'colon',
  'comma',
  'and',
  'sentence',
  'continues',
  'announced',
  'infinitives',
  'phrases',
] as const;

/** Regressions of «the segment tells a need», and of «another need begins between these two segments». */
export type NeedWeights = { readonly [Part in keyof typeof weights]: Readonly<(typeof weights)[Part]> };

/** Needs beyond this number are joined to the last: an answer has room for as many. */
const MAX_NEEDS = 4;

const COURTESY =
  /^(?:bonjour|bonsoir|salut|madame|monsieur|merci|cordialement|bien (?:à vous|cordialement)|d['’]avance|chère?s?|voilà|svp|s['’]il vous pla[iî]t)(?!\p{L})/iu;
const ANNOUNCES =
  /(?<!\p{L})(?:(?:deux|trois|quatre|plusieurs|\d)\s+(?:autres\s+)?)?(?:sujets|chantiers|demandes|points|choses|questions|besoins|priorités|projets|dossiers|pistes|idées)(?!\p{L})/iu;
const CONTINUES =
  /^(?:et|mais|ou|donc|car|qui|que|dont|parce|pour|afin|avec|sans|ils?|elles?|cela|ça|ce|on|nous|notre|leurs?|quel(?:le)?s?|comment|combien|est-ce)(?!\p{L})/iu;
const INFINITIVE =
  /(?:^|\b(?:voul|souhait|aimer|voudr|cherch|besoin|projets?|idées?|comment)\p{L}*\s+(?:à\s+|de\s+|d['’])?|:\s*)(?:et\s+|puis\s+|enfin\s+|aussi\s+)*(?:l['’]|les?\s+|la\s+|y\s+|en\s+|nous\s+|se\s+|s['’])?\p{L}{2,}(?:er|ir|re|oir)(?!\p{L})/iu;
const VERB =
  /(?<!\p{L})(?:est|sont|a|ont|avons|sommes|peut|faut|va|veut|voulons|cherch\p{L}+|souhait\p{L}+|nous|on|je|il|elle|qui|que)(?!\p{L})/iu;
const LONGEST_PHRASE = 9;
const LONG_SEGMENT = 12;

function lengthOf({ text }: Segment): number {
  return Math.min(LONG_SEGMENT, countWords(text)) / LONG_SEGMENT;
}

/** @param segments all those of the request */
export function tellingFeatures(
  segment: ReadSegment,
  position: number,
  segments: readonly ReadSegment[],
): Readonly<Record<(typeof TELLING_FEATURES)[number], number>> {
  return {
    subject: segment.subject,
    relative: segment.subject - Math.max(...segments.map(({ subject }) => subject)),
    length: lengthOf(segment),
    first: Number(position === 0),
    last: Number(position === segments.length - 1),
    courtesy: Number(COURTESY.test(segment.text)),
    announces: Number(ANNOUNCES.test(segment.text)),
  };
}

/** «ouvrir une crèche», «et développer le vélo»: the last words of a lead-in count as its own. */
function isAsked({ text }: Segment): boolean {
  return INFINITIVE.test(text);
}

/** «cinéma associatif», «vélos en location solidaire»: a few words without a verb. */
function isPhrase({ text }: Segment): boolean {
  return countWords(text) <= LONGEST_PHRASE && !VERB.test(text);
}

/** Says whether a request announces several needs. */
export function announcesSeveral(segments: readonly Segment[]): boolean {
  return segments.some(({ text }) => ANNOUNCES.test(text));
}

/** @param announced result of `announcesSeveral` */
export function cutFeatures(
  before: ReadSegment,
  after: ReadSegment,
  announced: boolean,
): Readonly<Record<(typeof CUT_FEATURES)[number], number>> {
  const is = (separator: Separator) => Number(after.separator === separator);
  return {
    cosine: dot(before.embedding, after.embedding),
    lowerSubject: Math.min(before.subject, after.subject),
    shorter: Math.min(lengthOf(before), lengthOf(after)),
    line: is('line'),
    link: is('link'),
    hard: is('hard'),
    colon: is('colon'),
    comma: is('comma'),
    and: is('and'),
    sentence: is('sentence'),
    continues: Number(CONTINUES.test(after.text)),
    announced: Number(announced && after.separator !== 'sentence'),
    infinitives: Number(isAsked(before) && isAsked(after)),
    phrases: Number(isPhrase(before) && isPhrase(after)),
  };
}

/** Keeps the segments that tell a need: at least one, in order. */
export function keepTelling(
  segments: readonly ReadSegment[],
  telling: NeedWeights['telling'],
): readonly ReadSegment[] {
  const probabilities = segments.map((segment, position) =>
    logisticProbability(TELLING_FEATURES, tellingFeatures(segment, position, segments), telling),
  );
  const enough = Math.min(telling.threshold, Math.max(...probabilities));
  return segments.filter((_, position) => (probabilities[position] ?? 0) >= enough);
}

/** Returns the needs in order, between one and four. @param segments of `priorities`, at least one */
export function findNeeds(
  priorities: string,
  segments: readonly ReadSegment[],
  { telling, cut }: NeedWeights = weights,
): readonly Need[] {
  const announced = announcesSeveral(segments);
  const needs: Need[] = [];
  let previous: ReadSegment | undefined;
  for (const segment of keepTelling(segments, telling)) {
    const last = needs.at(-1);
    const { text, start, end } = segment;
    const isOther =
      previous === undefined ||
      (needs.length < MAX_NEEDS &&
        logisticProbability(CUT_FEATURES, cutFeatures(previous, segment, announced), cut) >= cut.threshold);
    if (last === undefined || isOther) needs.push({ text, start, end });
    else needs[needs.length - 1] = join(last, { text, start, end }, priorities);
    previous = segment;
  }
  return needs;
}
