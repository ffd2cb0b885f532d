import { dot, logisticProbability } from '../matching/linear-head.ts';
import { TITLE } from '../text/sentences.ts';
import type { Word } from '../text/words.ts';
import weights from './need-weights.json' with { type: 'json' };

/** Part of a request that tells at most one need; `text` is `priorities.slice(start, end)`. */
export interface Segment extends Word {
  /** Text between it and the segment before: marks, conjunctions and links. */
  readonly junction: string;
}

/** Links that say that another need begins. */
const APART =
  "par ailleurs|d[’']autre part|autre (?:sujet|chose|question|point|dossier|chantier)|(?:deuxième|troisième|seconde)ment|en parallèle";
const LINK = `aussi|également|puis|ensuite|enfin|ainsi qu[e’']|mais|${APART}|d[’']une part|d[’']un côté|de l[’']autre(?=\\s*,|\\s+(?:une?|les?|la|des)\\s|\\s+l[’'])|deuxième|troisième|à côté de ça|en outre|outre|sinon|quant (?:à|aux?)|de son côté|tout en|l[ae]s? (?:premi(?:er|ère)|seconde?|deuxième|troisième)s?(?=\\s*(?:[:,]|$)|\\s+(?:est|sont|concerne|vise|porte|touche|serait))`;
/** «Nous cherchons aussi …», which begins a need where it stands. */
const ALSO = String.raw`(?:(?:nous(?:\s+nous)?|on(?:\s+(?:nous|se))?|je|il(?:\s+nous)?)\s+|j[’'])(?:cherch|souhait|voul|voudr|veu|aimer|faudr|faut|manqu|envisag|recherch|désir|interrog|réfléchi|demand|aurions\s+besoin|avons\s+besoin)\p{L}*\s+(?:aussi|également)(?!\p{L})`;
const MARK = String.raw`(?:\(?(?:\d{1,2}|[ivx]{1,3}|[A-Da-d])[).°/]\)?|[•*–—-])\s+`;
/** Parentheses hold the details of one need; «sociale et solidaire», «d’activités et d’emploi» are one word. */
const OUTSIDE = String.raw`(?![^()]*\))`;
const BOUNDARY = String.raw`\s*\n\s*|(?<=[.!?…])(?<!${TITLE})\s+|\s*;\s*|\s+[/+&→–—-]\s+|\s*(?<!\d)[,:]\s+${OUTSIDE}|(?:^|\s+|(?<=\s))${MARK}|(?<!(?<!\p{L})(?:il|nous|on))\s+(?=${ALSO})|(?<!\s)\s+(?!\s)(?!(?<=(?<!\p{L})(?:(?:nous|on|je|il)\s+|j[’'])\p{L}+\s+)(?:aussi|également|autre))(?=(?:${LINK})(?!\p{L}))|\s+(?:et|ou)\s+(?!(?:solidaires?|d[’']emplois?)(?!\p{L}))${OUTSIDE}`;
/** Dictated lists have no comma: «un café un atelier vélo». */
const GAP = String.raw`(?<=\p{L}{3})(?<!(?:er|ir|re))(?<!\s(?:avec|pour|dans|sur|sous|comme|chez|vers|sans|entre|par|faire|dont|soit|est))\s+(?=une?\s)`;
const WRITTEN = new RegExp(BOUNDARY, 'giu');
const DICTATED = new RegExp(`${BOUNDARY}|${GAP}`, 'giu');
const PUNCTUATED = /[,;:.!?\n].*\p{L}/su;
const LEAD = new RegExp(String.raw`^(?:(?:et|ou|${LINK})(?!\p{L})[\s,:]*)+`, 'iu');
const WORD = /\p{L}{2}/u;

/** Splits priorities at every place where another need may begin; in order, none without a word but links. */
export function splitSegments(priorities: string): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  let told = 0;
  const take = (end: number) => {
    const start = from + (LEAD.exec(priorities.slice(from, end))?.[0].length ?? 0);
    const text = priorities.slice(start, end);
    if (!WORD.test(text)) return;
    segments.push({ text, start, end, junction: priorities.slice(told, start) });
    told = end;
  };
  const boundary = PUNCTUATED.test(priorities) ? WRITTEN : DICTATED;
  for (const { 0: separator, index } of priorities.matchAll(boundary)) {
    take(index);
    from = index + separator.length;
  }
  take(priorities.length);
  return segments;
}

/**
 * Needs of a request: «priorities» may tell several. Segments that tell none (greetings, signatures, digressions) are
 * left out, then the others are cut where the need changes. Both decisions are logistic regressions, fitted by
 * `npm run fit -- needs` on the judged requests and on those of `evaluation/subject/needs.json`.
 */

export interface ReadSegment extends Segment {
  readonly embedding: Float32Array;
  /** Logit of «it is on the subject of the service». */
  readonly subject: number;
  /** Whether it begins with an expression of the field. */
  readonly isTerm: boolean;
}

/** Words of the priorities that tell one need, as typed. */
export type Need = Word;

export const TELLING_FEATURES = [
  'subject',
  'relative',
  'length',
  'first',
  'last',
  'courtesy',
  'announces',
  'figures',
  'term',
  'heading',
  'counted',
] as const;

/** Signs that a junction holds; `gap` is nothing but a space. */
const JUNCTIONS = {
  line: /[\n;•*+/–—→&]|\s-\s/,
  mark: /(?:^|\s)\(?(?:\d{1,2}|[ivx]{1,3}|[A-Da-d])[).°/]\)?\s+$/,
  colon: /:/,
  comma: /,/,
  and: /(?<!\p{L})et(?!\p{L})/iu,
  or: /(?<!\p{L})ou(?!\p{L})/iu,
  link: new RegExp(String.raw`(?<!\p{L})(?:${LINK})`, 'iu'),
  gap: /^ $/,
} as const;
/** Mark of a list that a segment begins with. */
const BULLET = new RegExp(`(?:^|\\s)${MARK}$`, 'iu');
const OPENS_ALSO = new RegExp(`^${ALSO}`, 'iu');
const SENTENCE_END = /[.!?…]$/;
/** «La seconde concerne …», «Par ailleurs, …»: another need begins, said to be one. */
const OTHER = new RegExp(
  String.raw`^[\s;]*(?:(?:la|le)\s+(?:seconde?|deuxième|troisième)|${APART})\s*[:,]?\s*$`,
  'iu',
);

const OPENINGS = ['infinitive', 'indefinite', 'definite', 'clause', 'noun'] as const;
type Opening = (typeof OPENINGS)[number];

export const CUT_FEATURES = [
  'cosine',
  'lowerSubject',
  'shorter',
  'longer',
  'line',
  'mark',
  'colon',
  'comma',
  'and',
  'or',
  'link',
  'gap',
  'sentence',
  'continues',
  'announced',
  'words',
  'bulleted',
  'items',
  'terms',
  'nearest',
  'counted',
  'parallel',
  'semicolon',
  'together',
  ...OPENINGS,
  ...OPENINGS.map((opening) => `both-${opening}` as const),
] as const;

/** Regressions of «the segment tells a need», and of «another need begins between these two segments». */
export type NeedWeights = { readonly [Part in keyof typeof weights]: Readonly<(typeof weights)[Part]> };

/** Needs beyond this number are joined to the last: an answer has room for as many. */
const MAX_NEEDS = 4;

const COURTESY =
  /^(?:charg[ée]e?s?\s+d|(?:première?\s+|vice-)?(?:adjointe?|maire|présidente?|conseill[eè]re?|direct(?:eur|rice)|secrétaire|élue?)\s+|bonjour|bonsoir|salut|madame|monsieur|merci|cordialement|bien (?:à vous|cordialement)|d['’]avance|chère?s?|voilà|svp|s['’]il vous pla[iî]t)(?!\p{L})/iu;
const ANNOUNCES =
  /(?<!\p{L})(?:sujets|chantiers|demandes|points|choses|questions|besoins|priorités|projets|dossiers|pistes|idées|fronts|urgences|manques)(?!\p{L})/iu;
/** «Trois soucis de parents : …», which announces as many needs. */
const COUNTED =
  /(?<!\p{L})(?<count>deux|trois|quatre|[234])\s+(?:(?:grand|gros|autre|petit)e?s\s+)?(?:sujet|chantier|demande|point|chose|question|besoin|priorité|projet|dossier|piste|idée|front|urgence|manque|souci|frein|axe|problème|volet|thème|défi|enjeu|envie|action)s?(?!\p{L})/iu;
const COUNTS: Readonly<Record<string, number>> = { deux: 2, trois: 3, quatre: 4 };
/** «À la fois …», which announces several needs. */
const TOGETHER = /(?<!\p{L})(?:à la fois|en même temps|d[’']un côté|d[’']une part)(?!\p{L})/iu;
const CONTINUES =
  /^(?:donc|car|qui|que|dont|parce|pour|afin|avec|sans|ils?|elles?|cela|ça|ce|on|nous|notre|leurs?|quel(?:le)?s?|comment|combien|est-ce)(?!\p{L})/iu;
/** Opens a part of the need beside it: «avec des associations», «comment les financer», «comment s’y prendre». */
const PART =
  /^(?:comment\s+(?:s['’]y\s+prendre|faire|proc[ée]der)|(?:avec|sans|dans|chez|pour|aux?|afin|qui|que|dont|parce|car|donc)(?!\p{L})|comment\s+(?:les?\s|la\s|l['’])\p{L}+(?:er|ir|re)(?!\p{L}))/iu;
/** «Réparer et rendre accessible le vélo» has one object. */
const LONE_VERB = /^\p{L}+(?:er|ir|re)$/iu;
const INFINITIVE =
  /^(?:à\s+|de\s+|(?:[dls]['’]|les?\s|la\s|y\s|en\s|nous\s|se\s))*\p{L}{2,}(?:er|ir|re|oir)(?!\p{L})/iu;
const INDEFINITE = /^(?:une?|des|du|de la|de l[’'](?=\p{L})|quelques|plusieurs)\s*/iu;
const DEFINITE = /^(?:les?\s|la\s|l['’])/iu;
const VERB =
  /(?<!\p{L})(?:est|sont|a|ont|avons|sommes|peut|faut|va|veut|voulons|cherch\p{L}+|souhait\p{L}+|nous|on|je|il|elle|qui|que)(?!\p{L})/iu;
const LONG_SEGMENT = 12;
/** Words of a thing in a list, besides those that link: «transport maritime à la voile». */
const LISTED_WORDS = 3;
const LINKING = /^(?:à|aux?|des?|du|en|la|les?|[ld])$/iu;
const LEAST_LISTED = 3;
const LONG_REQUEST = 60;

function share(text: string, most: number): number {
  return Math.min(most, text.split(/\s+/).length) / most;
}

/** Words before a wish: «Il nous faudrait», «si possible». */
const WISHING =
  /^(?:si possible\s+|idéalement\s+|(?:(?:il(?:\s+nous)?|nous|on|je)\s+|j[’'])(?:cherch|souhait|voul|voudr|veu|aimer|faudr|faut|envisag|recherch|désir)\p{L}*\s+)+/iu;

function openingOf(said: string): Opening {
  const text = said.replace(WISHING, '');
  if (INFINITIVE.test(text)) return 'infinitive';
  if (INDEFINITE.test(text)) return 'indefinite';
  if (DEFINITE.test(text)) return 'definite';
  return VERB.test(text) ? 'clause' : 'noun';
}

/** Returns how many needs a request announces, and where it says so; null when it does not. */
function announcedCount(priorities: string): { readonly count: number; readonly end: number } | null {
  const found = COUNTED.exec(priorities);
  const said = found?.groups?.count?.toLowerCase() ?? '';
  return found === null ? null : { count: COUNTS[said] ?? Number(said), end: found.index + found[0].length };
}

/** @param segments all those of the request */
export function tellingFeatures(
  segment: ReadSegment,
  position: number,
  segments: readonly ReadSegment[],
  priorities: string,
): Readonly<Record<(typeof TELLING_FEATURES)[number], number>> {
  const announced = announcedCount(priorities);
  return {
    subject: segment.subject,
    relative: segment.subject - Math.max(...segments.map(({ subject }) => subject)),
    length: share(segment.text, LONG_SEGMENT),
    first: Number(position === 0),
    last: Number(position === segments.length - 1),
    courtesy: Number(COURTESY.test(segment.text)),
    announces: Number(ANNOUNCES.test(segment.text)),
    figures: Number(/\d/.test(segment.text)),
    term: Number(segment.isTerm),
    // «Feuille de route du mandat», above the items of a list.
    heading: Number(
      position === 0 &&
        !BULLET.test(segment.junction) &&
        segments.some(({ junction }) => BULLET.test(junction)),
    ),
    counted: Number(announced !== null && segment.start >= announced.end),
  };
}

/**
 * Compares two segments that follow each other.
 * @param priorities whole request
 * @param all its segments that tell a need
 */
export function cutFeatures(
  before: ReadSegment,
  after: ReadSegment,
  priorities: string,
  all: readonly ReadSegment[],
): Readonly<Record<(typeof CUT_FEATURES)[number], number>> {
  const junction = priorities.slice(before.end, after.start);
  const lengths = [share(before.text, LONG_SEGMENT), share(after.text, LONG_SEGMENT)];
  const sentence = SENTENCE_END.test(before.text);
  const opening = openingOf(after.text);
  const both = openingOf(before.text) === opening ? opening : null;
  const openings = OPENINGS.flatMap((one) => [
    [one, Number(one === opening)],
    [`both-${one}`, Number(one === both)],
  ]);
  const isAlso = OPENS_ALSO.test(after.text);
  const isBulleted = BULLET.test(junction) && all.filter((one) => BULLET.test(one.junction)).length > 1;
  const earlier = all.filter(({ end }) => end <= before.end);
  const announced = announcedCount(priorities);
  const listed = all.filter(({ start }) => announced !== null && start >= announced.end);
  const firstWordOf = ({ text }: Segment) => /^\p{L}+/u.exec(text.toLowerCase())?.[0];
  const junctions = Object.entries(JUNCTIONS).map(([name, held]) => [
    name,
    Number(held.test(junction) || (name === 'link' && isAlso)),
  ]);
  return {
    cosine: dot(before.embedding, after.embedding),
    lowerSubject: Math.min(before.subject, after.subject),
    shorter: Math.min(...lengths),
    longer: Math.max(...lengths),
    sentence: Number(sentence),
    continues: Number(!isAlso && CONTINUES.test(after.text)),
    announced: Number(ANNOUNCES.test(priorities) && !sentence),
    words: isBulleted ? 0 : share(priorities, LONG_REQUEST),
    bulleted: Number(isBulleted),
    items: Math.min(MAX_NEEDS, all.filter(({ text }) => openingOf(text) === opening).length) / MAX_NEEDS,
    terms: Number(before.isTerm) + Number(after.isTerm),
    nearest: Math.max(...earlier.map(({ embedding }) => dot(embedding, after.embedding))),
    counted: listed.includes(before) ? Math.min(1, (announced?.count ?? 0) / listed.length) : 0,
    parallel: Number(firstWordOf(before) !== undefined && firstWordOf(before) === firstWordOf(after)),
    semicolon: Number(junction.includes(';')),
    together: Number(!sentence && TOGETHER.test(priorities)),
    ...Object.fromEntries([...openings, ...junctions]),
  };
}

/** Spaces in place of a refusal. */
const LEFT_OUT = /\s{4}/;
/** A refusal of the same sentence. */
const REFUSED_BEFORE = /\s{4}[^.!?\n]{0,80}$/;
/** Why something is refused, said beside it: «ni concours : nos associations sont épuisées». */
const EXCUSE = /^(?:trop|déjà|(?:l[ae]s?\s+|l[’'])\p{L}+\s+(?:est|sont|a|ont))(?!\p{L})/iu;

/** «Les exemples de métropole ne nous servent à rien.» */
const DISMISSES =
  /(?<!\p{L})n(?:e\s+|[’'])(?:nous\s+|m[e’']\s*)(?:ser|intéress|concern|convien|aid)\p{L}*\s+(?:pas|à rien|en rien)(?!\p{L})/iu;

/** «Qui l’a fait ?», «c’est faisable ?»: asks for examples of the need beside it. */
const ASKS =
  /^(?:qui\s+(?:l[’'])?a\s+(?:déjà\s+)?(?:fait|essayé|tenté)|d[’']autres?\s+\p{L}+\s+(?:\p{L}+\s+){0,3}fai(?:t|ts|re|sant)(?!\p{L})|(?:c[’']est|est-ce)\s+(?:faisable|possible|jouable))/iu;

/** Returns what a segment surely does, without the model: an item of a list tells a need, an excuse none. */
function surelyTells(
  segment: ReadSegment,
  segments: readonly ReadSegment[],
  priorities: string,
): boolean | null {
  const { text, start, junction } = segment;
  if (DISMISSES.test(text) || ASKS.test(text)) return false;
  if (EXCUSE.test(text) && REFUSED_BEFORE.test(priorities.slice(0, start))) return false;
  if (LEFT_OUT.test(junction) && openingOf(text) === 'clause' && !text.endsWith('?')) return false;
  const isItem = BULLET.test(junction) && !COURTESY.test(text);
  return isItem && segments.filter((one) => BULLET.test(one.junction)).length > 1 ? true : null;
}

/** Keeps the segments that tell a need: at least one, in order. */
export function keepTelling(
  segments: readonly ReadSegment[],
  telling: NeedWeights['telling'],
  priorities: string,
): readonly ReadSegment[] {
  const probabilities = segments.map((segment, position) =>
    logisticProbability(TELLING_FEATURES, tellingFeatures(segment, position, segments, priorities), telling),
  );
  const enough = Math.min(telling.threshold, Math.max(...probabilities));
  const kept = segments.filter(
    (segment, position) =>
      surelyTells(segment, segments, priorities) ?? (probabilities[position] ?? 0) >= enough,
  );
  return kept.length === 0 ? segments : kept;
}

/** Example of what stands before it: «un appel à projets par exemple». */
const EXAMPLE = /(?<!\p{L})par exemple(?!\p{L})/iu;
/** Adjective of what stands before it: «une cantine bio et locale». */
const LONE_WORD = /^\p{Ll}+$/u;

/** «Logement des jeunes et des saisonniers»: both complete one noun. */
const COMPLEMENT = /^(?:des|du|de la)\s/iu;
const HAS_COMPLEMENT = /\s(?:des|du|de la)\s/iu;
/** «La précarité des étudiants et allocataires du RSA». */
const PEOPLE =
  /^(?:allocataires|bénéficiaires|étudiants|apprentis|jeunes|seniors|aînés|retraités|personnes|familles|parents|femmes|enfants|habitants|salariés|saisonniers|demandeurs|chômeurs)(?!\p{L})/iu;

/** Says whether a segment completes the noun of the one before. */
function completesNoun(before: ReadSegment, after: ReadSegment, junction: string): boolean {
  const isOpen = HAS_COMPLEMENT.test(before.text) && openingOf(before.text) === 'noun';
  const goesOn = COMPLEMENT.test(after.text) || (JUNCTIONS.and.test(junction) && PEOPLE.test(after.text));
  return isOpen && goesOn;
}

function isLoneWord(after: ReadSegment, junction: string): boolean {
  return JUNCTIONS.and.test(junction) && LONE_WORD.test(after.text) && !after.isTerm;
}

/** Says whether two segments of one sentence belong together, even against the model. */
function areParts(before: ReadSegment, after: ReadSegment, priorities: string): boolean {
  const junction = priorities.slice(before.end, after.start);
  const isApart = JUNCTIONS.line.test(junction) || JUNCTIONS.mark.test(junction);
  if (isApart || SENTENCE_END.test(before.text)) return false;
  if (isLoneWord(after, junction) || completesNoun(before, after, junction)) return true;
  if (EXAMPLE.test(after.text)) return true;
  return PART.test(after.text) || PART.test(before.text) || LONE_VERB.test(before.text);
}

/** Says whether a segment of a list belongs to the item before; «et» announces the last item, an adjective no more. */
function continuesItem(before: ReadSegment, after: ReadSegment, isLast: boolean): boolean {
  return completesNoun(before, after, after.junction) || (!isLast && isLoneWord(after, after.junction));
}

/** Says whether segments are a list, «bois énergie, recyclerie et café associatif», «a + b + c»: each is a need. */
function areListed(segments: readonly ReadSegment[]): boolean {
  const isThing = ({ text }: Segment) => {
    const [first = '', ...others] = text.split(/[\s’']+/);
    const own = others.filter((word) => !LINKING.test(word)).length + 1;
    const isNoun = openingOf(text) === 'noun' && !LINKING.test(first);
    return own <= LISTED_WORDS && isNoun && !SENTENCE_END.test(text);
  };
  const isSigned = segments.slice(1).every(({ junction }) => /^\s*[+/]\s*$/.test(junction));
  if (isSigned && segments.length >= LEAST_LISTED) return true;
  const isPair = segments.length === 2 && segments.every(({ isTerm }) => isTerm);
  return (segments.length >= LEAST_LISTED || isPair) && segments.every(isThing);
}

/** Returns the needs in order, between one and four. @param segments of `priorities`, at least one */
export function findNeeds(
  priorities: string,
  segments: readonly ReadSegment[],
  { telling, cut }: NeedWeights = weights,
): readonly Need[] {
  const needs: Need[] = [];
  let previous: ReadSegment | undefined;
  const isList = areListed(segments);
  const kept = isList ? segments : keepTelling(segments, telling, priorities);
  for (const [position, segment] of kept.entries()) {
    const last = needs.at(-1);
    const { text, start, end } = segment;
    const isOther =
      previous === undefined ||
      (needs.length < MAX_NEEDS &&
        ((isList && !continuesItem(previous, segment, position === kept.length - 1)) ||
          OPENS_ALSO.test(text) ||
          (OTHER.test(segment.junction) && SENTENCE_END.test(previous.text)) ||
          (!areParts(previous, segment, priorities) &&
            logisticProbability(CUT_FEATURES, cutFeatures(previous, segment, priorities, kept), cut) >=
              cut.threshold)));
    if (last === undefined || isOther) needs.push({ text, start, end });
    else needs[needs.length - 1] = { text: priorities.slice(last.start, end), start: last.start, end };
    previous = segment;
  }
  return needs;
}
