import type { Case, CaseSentence } from '../case/case.ts';
import type { LocatedPlace } from '../where/place.ts';
import type { Naming } from './candidate.ts';
import type { Judged } from './judge-candidates.ts';

/** Case whose places may have acted. */
export interface JudgedCase {
  readonly own: Case;
  /** Probability that each place acted, in the order of the places of the case. */
  readonly probabilities: readonly number[];
}

/** Least probability of a place that an editor is asked to look at. */
export const LEAST_PROBABILITY = 0.15;
/** Places above and below do not stand in the same case: one is sure, the other to be checked. */
const SURE = 0.5;
/** Least probability that a candidate acts in a sentence that does not name it, for its case to take it. */
const LEAST_ACT = 0.1;

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

function join(a: readonly CaseSentence[], b: readonly CaseSentence[]): readonly CaseSentence[] {
  const known = new Set(a.map(({ start }) => start));
  return [...a, ...b.filter(({ start }) => !known.has(start))].sort((one, other) => one.start - other.start);
}

/** Keeps the places of a case that acted most surely; the others have their own. */
function keepSurest(own: Case, byKey: ReadonlyMap<string, Judged>): JudgedCase | null {
  const judged = own.places
    .map((located) => ({ located, probability: byKey.get(keyOf(located))?.probability ?? 0 }))
    .filter(({ probability }) => probability >= LEAST_PROBABILITY);
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
    own: { ...own, places, sentences: join(own.sentences, acts) },
    probabilities: kept.map(({ probability }) => probability),
  };
}

function drawAlone(judged: Judged): JudgedCase | null {
  const located = locate(judged);
  const sentences = sentencesOf(judged);
  if (located === null || sentences.length === 0) return null;
  return { own: { places: [located], heading: null, sentences }, probabilities: [judged.probability] };
}

/**
 * Draws the cases of the candidates that may have acted: those that the rules opened, and one for each other
 * candidate, made of the sentences that may be about it. In reading order.
 */
export function drawCases(cases: readonly Case[], judged: readonly Judged[]): readonly JudgedCase[] {
  const byKey = new Map(judged.map((one) => [one.candidate.place.key, one]));
  const kept = cases.flatMap((own) => keepSurest(own, byKey) ?? []);
  const placed = new Set(kept.flatMap(({ own }) => own.places.map(keyOf)));
  const alone = judged
    .filter(
      ({ candidate, probability }) => probability >= LEAST_PROBABILITY && !placed.has(candidate.place.key),
    )
    .flatMap((one) => drawAlone(one) ?? []);
  return [...kept, ...alone].sort(
    (a, b) => (a.own.sentences[0]?.start ?? 0) - (b.own.sentences[0]?.start ?? 0),
  );
}
