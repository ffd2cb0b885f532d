import type { Case, CaseSentence } from '../case/case.ts';
import { areListed } from '../case/find-openings.ts';
import { areNested, type LocatedPlace } from '../where/place.ts';
import type { Naming } from './candidate.ts';
import type { OpenedCase } from './describe-candidate.ts';
import type { Judged } from './judge-candidates.ts';

/** Case whose places may have acted. */
export interface JudgedCase {
  readonly own: Case;
  /** Probability that each place acted, in the order of the places of the case. */
  readonly probabilities: readonly number[];
  /** Other sentences where one of its places may act: they may prove a lever, and tell nothing else. */
  readonly around: readonly CaseSentence[];
  /** Probability that one of its places acts in a sentence, by the start of the sentence; those in reach only. */
  readonly acting: ReadonlyMap<number, number>;
}

type DrawnCase = Pick<JudgedCase, 'own' | 'probabilities'>;

/** Least probability of a place that an editor is asked to look at. */
const LEAST_PROBABILITY = 0.12;
/** Places above and below do not stand in the same case: one is sure, the other to be checked. */
const SURE = 0.5;
/** Least probability that a candidate acts in a sentence that does not name it, for its case to take it. */
const LEAST_ACT = 0.1;
/** The same, for a sentence that may only prove a lever; chosen by leaving styles out. */
const LEAST_ACT_AROUND = 0.03;

/** Probability of a place that the surroundings of a sure case explain as well: an editor decides. */
const EXPLAINED = 0.45;
/** A place this sure has its own case even there. */
const SURE_ALONE = 0.95;

function keyOf({ place }: LocatedPlace): string {
  return place.key;
}

/** Returns the naming of a candidate in the text where it acts most probably; null when only the title names it. */
function bestNaming({ candidate, acts }: Judged): Naming | null {
  const probabilityOf = ({ sentence }: Naming) =>
    acts.find((act) => act.sentence === sentence)?.probability ?? 0;
  const inText = candidate.namings.filter(({ sentence }) => !sentence.isTitle);
  const [best = null] = [...inText].sort((a, b) => probabilityOf(b) - probabilityOf(a));
  return best;
}

/** Ties a place that only the title names to the sentence where it acts most probably. */
function locate(judged: Judged): LocatedPlace | null {
  const naming = bestNaming(judged);
  if (naming !== null) return naming.located;
  const [first] = judged.candidate.namings;
  const [act] = [...judged.acts].sort((a, b) => b.probability - a.probability);
  if (first === undefined || act === undefined) return null;
  const { place, mention } = first.located;
  const { start, end } = act.sentence;
  return { place, mention: { ...mention, start, end, nameStart: start } };
}

function sentencesOf({ candidate, acts }: Judged): readonly CaseSentence[] {
  const naming = new Set(candidate.namings.map(({ sentence }) => sentence));
  return acts
    .filter(({ sentence, probability }) => naming.has(sentence) || probability >= LEAST_ACT)
    .map(({ sentence }) => ({ ...sentence, isRole: false }));
}

/** Merges lists of sentences into one: each once, in reading order. */
export function mergeSentences(...parts: readonly (readonly CaseSentence[])[]): readonly CaseSentence[] {
  const byStart = new Map(parts.flat().map((sentence) => [sentence.start, sentence]));
  return [...byStart.values()].sort((one, other) => one.start - other.start);
}

/** Tells whether a sentence lists two places side by side: « les villes de Lille et Roubaix ». */
function areToldTogether({ sentences }: Case, one: LocatedPlace, other: LocatedPlace): boolean {
  return sentences.some((sentence) =>
    sentence.places.some((located, i) => {
      const next = sentence.places[i + 1];
      if (next === undefined || !areListed(sentence, located, next)) return false;
      const keys = [keyOf(located), keyOf(next)];
      return keys.includes(keyOf(one)) && keys.includes(keyOf(other));
    }),
  );
}

interface JudgedPlace {
  readonly located: LocatedPlace;
  readonly probability: number;
}

/** Gives the places of a list the probability of the surest of them: they acted together or not at all. */
function judgeTogether(own: Case, judged: readonly JudgedPlace[]): readonly JudgedPlace[] {
  const groups: JudgedPlace[][] = [];
  for (const one of judged) {
    const group = groups.find((known) =>
      known.some(({ located }) => areToldTogether(own, located, one.located)),
    );
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  const surest = new Map(
    groups.flatMap((group) => {
      const probability = Math.max(...group.map((one) => one.probability));
      return group.map(({ located }) => [located, probability] as const);
    }),
  );
  return judged.map(({ located, probability }) => ({
    located,
    probability: surest.get(located) ?? probability,
  }));
}

/** Keeps the places of a case that acted most surely; the others have their own. */
function keepSurest({ own, leverCount }: OpenedCase, byKey: ReadonlyMap<string, Judged>): DrawnCase | null {
  const told = own.places.map((located) => {
    const probability = byKey.get(keyOf(located))?.probability ?? 0;
    // An account that the rules open, with a lever, is for a person to judge, even if nothing else says it.
    return { located, probability: leverCount > 0 ? Math.max(LEAST_PROBABILITY, probability) : probability };
  });
  const judged = judgeTogether(own, told).filter(({ probability }) => probability >= LEAST_PROBABILITY);
  const sure = judged.filter(({ probability }) => probability >= SURE);
  const kept = sure.length > 0 ? sure : judged;
  if (kept.length === 0) return null;
  const acts = kept.flatMap(({ located, probability }) => {
    const one = byKey.get(keyOf(located));
    return one === undefined || probability < SURE
      ? []
      : sentencesOf(one).filter(({ places }) => places.length > 0);
  });
  const places = kept.map(({ located }) => located);
  return {
    own: { ...own, places, sentences: mergeSentences(acts, own.sentences) },
    probabilities: kept.map(({ probability }) => probability),
  };
}

/** Tells whether a sure case names the place each time, and has a territory inside or around it. */
function isExplainedBy({ own, probabilities }: DrawnCase, { candidate }: Judged): boolean {
  if (Math.max(...probabilities) < SURE) return false;
  const starts = new Set(own.sentences.map(({ start }) => start));
  return (
    own.places.some(({ place }) => areNested(place, candidate.place)) &&
    candidate.namings.every(({ sentence }) => !sentence.isTitle && starts.has(sentence.start))
  );
}

function drawAlone(judged: Judged, kept: readonly DrawnCase[]): DrawnCase | null {
  const located = locate(judged);
  const sentences = sentencesOf(judged);
  if (located === null || sentences.length === 0) return null;
  const isExplained = judged.probability < SURE_ALONE && kept.some((one) => isExplainedBy(one, judged));
  const probability = isExplained ? Math.min(EXPLAINED, judged.probability) : judged.probability;
  return { own: { places: [located], heading: null, sentences }, probabilities: [probability] };
}

/** Adds what the surroundings of a case say of its places. */
function surround({ own, probabilities }: DrawnCase, byKey: ReadonlyMap<string, Judged>): JudgedCase {
  const acts = own.places.flatMap((located) => byKey.get(keyOf(located))?.acts ?? []);
  const acting = new Map<number, number>();
  for (const { sentence, probability } of acts)
    acting.set(sentence.start, Math.max(acting.get(sentence.start) ?? 0, probability));
  const taken = new Set(own.sentences.map(({ start }) => start));
  const around = acts
    .map(({ sentence }) => ({ ...sentence, isRole: false }))
    .filter(({ start }) => (acting.get(start) ?? 0) >= LEAST_ACT_AROUND && !taken.has(start));
  return { own, probabilities, around: mergeSentences(around), acting };
}

/**
 * Draws the cases of the candidates that may have acted: those that the rules opened, and one for each other
 * candidate, made of the sentences that may be about it. In reading order.
 */
export function drawCases(cases: readonly OpenedCase[], judged: readonly Judged[]): readonly JudgedCase[] {
  const byKey = new Map(judged.map((one) => [one.candidate.place.key, one]));
  const kept = cases.flatMap((one) => keepSurest(one, byKey) ?? []);
  const placed = new Set(kept.flatMap(({ own }) => own.places.map(keyOf)));
  const alone = judged
    .filter(
      ({ candidate, probability }) => probability >= LEAST_PROBABILITY && !placed.has(candidate.place.key),
    )
    .flatMap((one) => drawAlone(one, kept) ?? []);
  return [...kept, ...alone]
    .map((one) => surround(one, byKey))
    .sort((a, b) => (a.own.sentences[0]?.start ?? 0) - (b.own.sentences[0]?.start ?? 0));
}
