/**
 * Fit of the two regressions that find the needs of a request, on the requests of `evaluation/subject/needs.json` and
 * on the judged requests to learn from. Prints how many of the latter get their number of needs, with weights fitted
 * on the other hands.
 */

import { semanticText } from '../src/application/common/precedent-memory.ts';
import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';
import { createFieldReader, createReadSegments } from '../src/application/recommend/understand-request.ts';
import { dot } from '../src/domain/matching/linear-head.ts';
import {
  CUT_FEATURES,
  cutFeatures,
  findNeeds,
  keepTelling,
  type NeedWeights,
  type ReadSegment,
  splitSegments,
  TELLING_FEATURES,
  tellingFeatures,
} from '../src/domain/request/find-needs.ts';
import { type Fitted, present } from './fitted.ts';
import { heldOutByHand } from './held-out.ts';
import { type Example, fitLogistic } from './logistic-fit.ts';
import { readSet } from './requests.ts';
import { readNeeds, readSingleNeeds } from './subject/read-questions.ts';

const THRESHOLDS = { telling: 0.5, cut: 0.4 };
/** Hand of the requests written for this fit, always learned from. */
const OWN_HAND = 'needs';
/** Cosine from which a segment tells the need that a judge put in a few words. */
const SAME_NEED = 0.42;

interface Written {
  readonly hand: string;
  readonly text: string;
  readonly segments: readonly ReadSegment[];
  /** Position of the need that each segment tells; null for none, or when nobody said. */
  readonly told: readonly (number | null)[];
  readonly needCount: number;
  /** Whether `told` is exact: the text marks what tells its needs. */
  readonly isMarked: boolean;
}

/** Returns the need that shares at least half of the shorter of the two with a segment. */
function needOf(segment: ReadSegment, needs: readonly { readonly start: number; readonly end: number }[]) {
  const found = needs.findIndex(({ start, end }) => {
    const shared = Math.min(segment.end, end) - Math.max(segment.start, start);
    return shared >= Math.min(segment.end - segment.start, end - start) / 2;
  });
  return found === -1 ? null : found;
}

function spansOf(text: string, needs: readonly string[]) {
  let from = 0;
  return needs.map((need) => {
    const start = text.indexOf(need, from);
    from = start;
    return { start, end: start + need.length };
  });
}

/** Returns the need whose words are the nearest to a segment. */
function nearestOf({ embedding }: ReadSegment, needs: readonly Float32Array[]): number | null {
  const cosines = needs.map((need) => dot(embedding, need));
  const best = Math.max(...cosines);
  return best < SAME_NEED ? null : cosines.indexOf(best);
}

async function readWritten(dependencies: RecommendDependencies): Promise<readonly Written[]> {
  const { embedder, taxonomy, thesaurus } = dependencies;
  const field = createFieldReader(taxonomy, thesaurus);
  const embed = (text: string) => embedder.embedQuery(semanticText(text, field.expand(text)));
  const readSegments = createReadSegments(embedder, field);
  const read = (text: string) => readSegments(splitSegments(text));
  const written: Written[] = [];
  const single = (await readSingleNeeds()).map((text) => ({ text, needs: [text] }));
  for (const { text, needs } of [...(await readNeeds()), ...single]) {
    const segments = await read(text);
    const told = segments.map((one) => needOf(one, spansOf(text, needs)));
    const isMarked = needs[0] !== text;
    written.push({ hand: OWN_HAND, text, segments, told, needCount: needs.length, isMarked });
  }
  for (const { hand, priorities: text, needs } of await readSet('learning')) {
    const segments = await read(text);
    const described: Float32Array[] = [];
    for (const { need } of needs) described.push(await embed(need));
    const told = segments.map((one) => (needs.length < 2 ? 0 : nearestOf(one, described)));
    written.push({ hand, text, segments, told, needCount: Math.max(1, needs.length), isMarked: false });
  }
  return written;
}

function tellingExamples({ text, segments, told }: Written): readonly Example[] {
  return segments.map((segment, position) => {
    const features = tellingFeatures(segment, position, segments, text);
    return {
      features: TELLING_FEATURES.map((name) => features[name]),
      positive: told[position] !== null,
    };
  });
}

/** Another need begins once between two segments that tell different needs: where the cosine is the lowest. */
function cutExamples(
  { text, segments, told, isMarked }: Written,
  weights: NeedWeights['telling'],
): readonly Example[] {
  const kept = isMarked
    ? segments.filter((_, position) => told[position] !== null)
    : keepTelling(segments, weights, text);
  const needs = kept.map((segment) => told[segments.indexOf(segment)] ?? null);
  const pairs = kept
    .slice(1)
    .map((segment, index) => cutFeatures(kept[index] ?? segment, segment, text, kept));
  const cuts = new Set<number>();
  let last: number | undefined;
  for (const [index, need] of needs.entries()) {
    if (need === null) continue;
    if (last !== undefined && needs[last] !== need) {
      const cosines = pairs.slice(last, index).map(({ cosine }) => cosine);
      cuts.add(last + cosines.indexOf(Math.min(...cosines)));
    }
    last = index;
  }
  return pairs.map((features, index) => ({
    features: CUT_FEATURES.map((name) => features[name]),
    positive: cuts.has(index),
  }));
}

function fitNeedWeights(written: readonly Written[]): NeedWeights {
  const marked = written.filter(({ isMarked }) => isMarked);
  const telling = {
    ...present(TELLING_FEATURES, fitLogistic(marked.flatMap(tellingExamples))),
    threshold: THRESHOLDS.telling,
  };
  const cut = fitLogistic(written.flatMap((one) => cutExamples(one, telling)));
  return { telling, cut: { ...present(CUT_FEATURES, cut), threshold: THRESHOLDS.cut } };
}

/** Prints the judged requests with the right number of needs, each hand with the weights fitted on the others. */
function crossValidate(written: readonly Written[]): void {
  const own = written.filter(({ hand }) => hand === OWN_HAND);
  const judged = written.filter(({ hand }) => hand !== OWN_HAND);
  const counts = heldOutByHand(
    judged,
    (others) => fitNeedWeights([...own, ...others]),
    (weights, { text, segments }) => findNeeds(text, segments, weights).length,
  );
  const count = (isCounted: (needCount: number, found: number) => boolean) =>
    judged.filter(({ needCount }, index) => isCounted(needCount, counts[index] ?? 1)).length;
  const total = { one: count((needs) => needs === 1), several: count((needs) => needs > 1) };
  const right = count((needs, found) => needs === 1 && found === 1);
  const exact = count((needs, found) => needs > 1 && found === needs);
  const cut = count((needs, found) => needs > 1 && found > 1);
  console.log(
    `un besoin : ${right} sur ${total.one} ; plusieurs : ${exact} exacts et ${cut} coupés sur ${total.several}`,
  );
}

export async function fitNeeds(dependencies: RecommendDependencies): Promise<Fitted> {
  const written = await readWritten(dependencies);
  crossValidate(written);
  return { ...fitNeedWeights(written) };
}
