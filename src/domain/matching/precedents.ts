/**
 * Precedents are requests whose answers a person judged over the experiences. An experience that was useful for those
 * like a question is useful for it, even where words and meaning do not show it.
 *   likeness of two requests   k = exp((c − 1) / WIDTH) + WORDS · w
 *   weights of the precedents  a = (K + RIDGE·I)⁻¹ k, over the NEAREST ones by k
 *   gain of an experience      Σ aᵢ·gᵢ, g = (2^grade − 1) / 7, in [0, 1]
 * c is the cosine of their vectors, centred on the mean of the precedents, w that of their words weighted by IDF. An
 * experience that was not read for a precedent has the gain that their likeness lets expect: it neither wins nor
 * loses for being new. Levers that the judge advised are read in the same way.
 *
 * Sources: C. Saunders, A. Gammerman and V. Vovk, «Ridge Regression Learning Algorithm in Dual Variables», ICML 1998;
 * L. Bottou and V. Vapnik, «Local Learning Algorithms», Neural Computation 4(6), 1992. Constants chosen by hand left
 * out (docs/adr/0051-precedents.md).
 */
import { type Asker, mapAskers } from './asker.ts';
import { buildLexicalQuery, hashText } from './lexical.ts';
import { dot, dotAt, logisticProbability, solvePositive } from './linear-head.ts';
import { PRECEDENT_DIMENSIONS, type SparseVector } from './retrieval.ts';

const WIDTH = 0.4;
const WORDS = 0.5;
const RIDGE = 0.5;
const NEAREST = 64;
/** Nearest precedents that make a question familiar. */
const FAMILIAR = 5;
/** Grade from which a judge calls an experience useful. */
export const USEFUL = 2;

/**
 * Gain expected of an unjudged experience: a logistic regression on the cosine of its best passage and on the square
 * root of the share of the precedent's words that it has; `npm run fit` prints it.
 */
export const EXPECTATION_FEATURES = ['cosine', 'words'] as const;
type ExpectationFeature = (typeof EXPECTATION_FEATURES)[number];
const EXPECTED = { bias: -7.153, cosine: 11.445, words: 2.53 };
/** Expected gain below which an experience is taken as useless. */
const LEAST_GAIN = 0.05;
/** Expected gains sum up to less than judged ones: stretched, the two rank side by side. */
const STRETCH = 1.5;

/** Likeness from which two requests are much alike, of 1.5 at most. */
const MUCH_ALIKE = 0.75;

/** Levers that count as wholly advised: the first ones that a judge names; the next ones count in part. */
const FIRST_LEVERS = 3;
const LATER_LEVER = 0.4;
/** Strength of the mean of all askers, in requests, and part of what sets an asker apart. */
const ASKER_SHRINKAGE = 20;
const ASKER_PART = 0.5;

export interface Precedent {
  readonly id: string;
  /** Unit vector of its text. */
  readonly vector: Float32Array;
  readonly stems: readonly string[];
  readonly asker: Asker | null;
  /** From 0 to 3 by the id of an experience. */
  readonly grades: ReadonlyMap<string, number>;
  /** Ids of experiences that were read for it: those without a grade are useless to it. */
  readonly read: ReadonlySet<string>;
  /** Ids of those that the newsroom found useful. */
  readonly vouched: readonly string[];
  /** Whether an experience that everybody may read is useful to it. */
  readonly isAnswered: boolean;
  /** Ids of the levers that the judge advises, best first. */
  readonly levers: readonly string[];
}

/** How often an adviser names a lever for requests like a question; in [0, 1], but for a regression's excess. */
export interface Advice {
  readonly text: number;
  /** Part due to who asks. */
  readonly asker: number;
}

/** Precedents like a question, and their advice. */
export interface Recall {
  /** Weight of each precedent that counts, by its dimension; its product with `gainsOf` is the expected gain. */
  readonly weights: SparseVector;
  /** Mean likeness of the five nearest ones, in [0, 1.5]. */
  readonly familiarity: number;
  /** Weight of those to which no experience was useful; about [0, 1]. */
  readonly unanswered: number;
  /** By the id of a lever. */
  readonly advice: ReadonlyMap<string, Advice>;
  /** Ids of the experiences that the newsroom found useful for a request much like the question. */
  readonly vouched: ReadonlySet<string>;
}

/** Indexed parts of an experience. */
export interface JudgedExperience {
  readonly id: string;
  readonly embeddings: readonly Float32Array[];
  /** Document side of BM25F. */
  readonly lexical: SparseVector;
}

export interface Precedents {
  /** Changes with the precedents. */
  readonly stamp: string;
  /** Likeness of an experience to each precedent, from which its gain is expected where it was not read. */
  expectationsOf(
    experience: JudgedExperience,
  ): readonly ({ readonly id: string } & Readonly<Record<ExpectationFeature, number>>)[];
  /** Gain of an experience for each precedent, by its dimension; those of 0 are left out. */
  gainsOf(experience: JudgedExperience): SparseVector;
  /** @param isRecalled false leaves a precedent out, to measure without it */
  recall(
    question: Pick<Precedent, 'vector' | 'stems' | 'asker'>,
    isRecalled?: (id: string) => boolean,
  ): Recall;
}

/** Gain expected of an experience that was not read for a precedent, in [0, 1]. */
export function expectedGain(features: Readonly<Record<ExpectationFeature, number>>): number {
  return logisticProbability(EXPECTATION_FEATURES, features, EXPECTED);
}

export function gainOf(grade: number): number {
  return (2 ** grade - 1) / 7;
}

function meanOf(vectors: readonly Float32Array[], size: number): Float32Array {
  const mean = new Float32Array(size);
  for (const vector of vectors)
    for (let i = 0; i < size; i += 1) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0) / vectors.length;
  return mean;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}

/** Words by ascending dimension: thousands of them are compared for a question. */
interface Words {
  readonly dimensions: Int32Array;
  readonly weights: Float32Array;
}

function compareWords(a: Words, b: Words): number {
  let [sum, i, j] = [0, 0, 0];
  while (i < a.dimensions.length && j < b.dimensions.length) {
    const gap = (a.dimensions[i] ?? 0) - (b.dimensions[j] ?? 0);
    if (gap === 0) sum += (a.weights[i] ?? 0) * (b.weights[j] ?? 0);
    if (gap <= 0) i += 1;
    if (gap >= 0) j += 1;
  }
  return sum;
}

function shareOf({ dimensions, weights }: Words, lexical: SparseVector): number {
  return weights.reduce((sum, weight, i) => sum + weight * (lexical.get(dimensions[i] ?? 0) ?? 0), 0);
}

function createWordReader(precedents: readonly Precedent[]) {
  const documentFrequencies = new Map<string, number>();
  for (const { stems } of precedents)
    for (const stem of new Set(stems))
      documentFrequencies.set(stem, (documentFrequencies.get(stem) ?? 0) + 1);
  const statistics = { documentCount: precedents.length, documentFrequencies };

  /** Words by IDF, of length 1; and what makes a share of their product with the words of an experience. */
  return (stems: readonly string[]) => {
    const { vector, maximum } = buildLexicalQuery(stems, statistics);
    const terms = [...vector].sort(([a], [b]) => a - b);
    const length = Math.hypot(...vector.values()) || 1;
    const words: Words = {
      dimensions: Int32Array.from(terms, ([dimension]) => dimension),
      weights: Float32Array.from(terms, ([, idf]) => idf / length),
    };
    return { words, scale: maximum === 0 ? 0 : length / maximum };
  };
}

/** Indexes of the `count` greatest values, in no order. */
function greatest(values: Float64Array, count: number): readonly number[] {
  const least = values.toSorted().at(-Math.min(count, values.length)) ?? 0;
  const indexes: number[] = [];
  for (let index = 0; index < values.length && indexes.length < count; index += 1)
    if ((values[index] ?? 0) >= least) indexes.push(index);
  return indexes;
}

function truthOf(levers: readonly string[], id: string): number {
  const rank = levers.indexOf(id);
  if (rank === -1) return 0;
  return rank < FIRST_LEVERS ? 1 : LATER_LEVER;
}

/** Means of a lever: over all the requests, and what each asker adds to it. */
function ratesOf(id: string, advised: readonly Precedent[]) {
  const rate = (some: readonly Precedent[]) =>
    some.reduce((sum, { levers }) => sum + truthOf(levers, id), 0) / Math.max(1, some.length);
  const all = rate(advised);
  const added = mapAskers((asker) => {
    const own = advised.filter((one) => one.asker === asker);
    return (ASKER_PART * (rate(own) - all) * own.length) / (own.length + ASKER_SHRINKAGE);
  });
  return { all, added };
}

/** Reads how often levers are advised, from the weights of the nearest precedents. */
function createAdviser(all: readonly Precedent[]) {
  const advised = all.filter(({ levers }) => levers.length > 0);
  const ids = new Set(advised.flatMap(({ levers }) => levers));
  const rates = [...ids].map((id) => ({ id, ...ratesOf(id, advised) }));
  return (near: readonly Precedent[], weights: Float64Array, asker: Asker | null): Recall['advice'] =>
    new Map(
      rates.map(({ id, all: rate, added }) => {
        const text = near.reduce(
          (sum, { levers }, i) => sum + (weights[i] ?? 0) * (truthOf(levers, id) - rate),
          rate,
        );
        return [id, { text, asker: asker === null ? 0 : added[asker] }];
      }),
    );
}

interface KnownPrecedent extends Precedent, ReturnType<ReturnType<typeof createWordReader>> {
  readonly dimension: number;
  /** Row of its vector in `centredRows`. */
  readonly row: number;
}

function likeness(cosine: number, sharedWords: number): number {
  return Math.exp((cosine - 1) / WIDTH) + WORDS * sharedWords;
}

/** Compares the words of a question with those of each precedent, by the list of the precedents that have a word. */
function createWordIndex(known: readonly KnownPrecedent[]) {
  const having = new Map<number, { readonly row: number; readonly weight: number }[]>();
  for (const { row, words } of known)
    for (const [i, dimension] of words.dimensions.entries()) {
      const rows = having.get(dimension) ?? [];
      having.set(dimension, rows);
      rows.push({ row, weight: words.weights[i] ?? 0 });
    }
  return ({ dimensions, weights }: Words): Float64Array => {
    const sums = new Float64Array(known.length);
    for (const [i, dimension] of dimensions.entries())
      for (const { row, weight } of having.get(dimension) ?? [])
        sums[row] = (sums[row] ?? 0) + (weights[i] ?? 0) * weight;
    return sums;
  };
}

function compareWith(
  { embeddings, lexical }: JudgedExperience,
  { vector, words, scale }: KnownPrecedent,
): Readonly<Record<ExpectationFeature, number>> {
  return {
    cosine: Math.max(-1, ...embeddings.map((embedding) => dot(vector, embedding))),
    words: Math.sqrt(scale * shareOf(words, lexical)),
  };
}

function gainFor(experience: JudgedExperience, precedent: KnownPrecedent): number {
  const { grades, read } = precedent;
  const grade = grades.get(experience.id) ?? (read.has(experience.id) ? 0 : null);
  if (grade !== null) return gainOf(grade);
  const gain = expectedGain(compareWith(experience, precedent));
  return gain >= LEAST_GAIN ? STRETCH * gain : 0;
}

function weigh(
  near: readonly { readonly isAnswered: boolean }[],
  weights: Float64Array,
  likenesses: Float64Array,
): Pick<Recall, 'familiarity' | 'unanswered'> {
  const likest = likenesses.toSorted().slice(-FAMILIAR);
  return {
    familiarity: likest.reduce((sum, value) => sum + value / FAMILIAR, 0),
    unanswered: near.reduce((sum, { isAnswered }, i) => sum + (isAnswered ? 0 : (weights[i] ?? 0)), 0),
  };
}

/** Computes the product of `vector` and each row. */
function multiplyRows(rows: Float32Array, vector: Float32Array, stride: number): Float64Array {
  const products = new Float64Array(rows.length / stride);
  for (let row = 0; row < products.length; row += 1)
    products[row] = dotAt(vector, 0, rows, row * stride, stride);
  return products;
}

/** @param stamp changes with the precedents */
export function createPrecedents(all: readonly Precedent[], stamp: string): Precedents {
  const size = all[0]?.vector.length ?? 0;
  const mean = meanOf(
    all.map(({ vector }) => vector),
    size,
  );
  const centre = (vector: Float32Array) => unit(vector.map((value, i) => value - (mean[i] ?? 0)));
  const readWords = createWordReader(all);
  const known: readonly KnownPrecedent[] = all.map((precedent, row) => ({
    ...precedent,
    ...readWords(precedent.stems),
    dimension: hashText(precedent.id) % PRECEDENT_DIMENSIONS,
    row,
  }));
  /** Vectors, less their mean, one after the other: a question is compared with all of them. */
  const stride = 4 * Math.ceil(size / 4);
  const centredRows = new Float32Array(all.length * stride);
  for (const [row, { vector }] of all.entries()) centredRows.set(centre(vector), row * stride);
  const shareWords = createWordIndex(known);
  const cosineOf = (one: KnownPrecedent, other: KnownPrecedent) =>
    dotAt(centredRows, one.row * stride, centredRows, other.row * stride, stride);
  /** Rows apart from their precedents, which lie far from each other in memory. */
  const everyRow = Int32Array.from(known.keys());
  const advise = createAdviser(all);

  return {
    stamp,
    expectationsOf: (experience) => known.map((one) => ({ id: one.id, ...compareWith(experience, one) })),
    gainsOf: (experience) =>
      new Map(
        known.map((one) => [one.dimension, gainFor(experience, one)] as const).filter(([, gain]) => gain > 0),
      ),
    recall({ vector, stems, asker }, isRecalled) {
      const cosines = multiplyRows(centredRows, centre(vector), stride);
      const shared = shareWords(readWords(stems).words);
      const rows =
        isRecalled === undefined ? everyRow : everyRow.filter((row) => isRecalled(known[row]?.id ?? ''));
      const all = new Float64Array(rows).map((row) => likeness(cosines[row] ?? 0, shared[row] ?? 0));
      const indexes = greatest(all, NEAREST);
      const near = indexes.flatMap((index) => known[rows[index] ?? 0] ?? []);
      const likenesses = Float64Array.from(indexes, (index) => all[index] ?? 0);
      const alike = (one: KnownPrecedent, other: KnownPrecedent) =>
        likeness(cosineOf(one, other), compareWords(one.words, other.words));
      const matrix = near.map(
        (one, i) =>
          new Float64Array(near.slice(0, i + 1).map((other, j) => alike(one, other) + (i === j ? RIDGE : 0))),
      );
      const weights = solvePositive(matrix, likenesses);
      const muchAlike = near.filter((_, i) => (likenesses[i] ?? 0) >= MUCH_ALIKE);
      return {
        weights: new Map(near.map(({ dimension }, i) => [dimension, weights[i] ?? 0])),
        ...weigh(near, weights, likenesses),
        advice: advise(near, weights, asker),
        vouched: new Set(muchAlike.flatMap(({ vouched }) => vouched)),
      };
    },
  };
}
