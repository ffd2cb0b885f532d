import { foldWords } from '../text/words.ts';
import { hashText } from './lexical.ts';
import type { SparseVector } from './retrieval.ts';

/** Linear classifier, stored with a model: its logit is bias + weights · vector. */
export interface LinearHead {
  readonly bias: number;
  readonly weights: readonly number[];
}

/**
 * Computes the inner product of `size` values from `i` in `a` and from `j` in `b`; four sums run side by side.
 * @param size rounded up to a multiple of four; values that are missing at the end are zero
 */
export function dotAt(a: Float32Array, i: number, b: Float32Array, j: number, size: number): number {
  let [one, two, three, four] = [0, 0, 0, 0];
  for (let k = 0; k < size; k += 4) {
    one += (a[i + k] ?? 0) * (b[j + k] ?? 0);
    two += (a[i + k + 1] ?? 0) * (b[j + k + 1] ?? 0);
    three += (a[i + k + 2] ?? 0) * (b[j + k + 2] ?? 0);
    four += (a[i + k + 3] ?? 0) * (b[j + k + 3] ?? 0);
  }
  return one + two + three + four;
}

/** Computes the inner product, the cosine of unit vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  return dotAt(a, 0, b, 0, a.length);
}

/**
 * Solves `matrix · x = vector` by Cholesky's decomposition.
 * @param matrix symmetric and positive definite; its lower half, diagonal included, is read
 */
export function solvePositive(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  const size = vector.length;
  const lower = matrix.map((row) => Float64Array.from(row));
  const at = (i: number, j: number) => lower[i]?.[j] ?? 0;
  for (const [i, row] of lower.entries()) {
    for (let j = 0; j <= i; j += 1) {
      const other = lower[j] ?? row;
      let sum = row[j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (row[k] ?? 0) * (other[k] ?? 0);
      row[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(j, j);
    }
  }
  const solution = Float64Array.from(vector);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) solution[i] = (solution[i] ?? 0) - at(i, k) * (solution[k] ?? 0);
    solution[i] = (solution[i] ?? 0) / at(i, i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) solution[i] = (solution[i] ?? 0) - at(k, i) * (solution[k] ?? 0);
    solution[i] = (solution[i] ?? 0) / at(i, i);
  }
  return solution;
}

export function logitOf(vector: Float32Array, { bias, weights }: LinearHead): number {
  return vector.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias);
}

/** @param vector non-zero coordinates, by dimension */
export function sparseLogit(
  vector: Iterable<readonly [number, number]>,
  { bias, weights }: LinearHead,
): number {
  let sum = bias;
  for (const [dimension, weight] of vector) sum += weight * (weights[dimension] ?? 0);
  return sum;
}

/** Computes the logistic function 1 / (1 + e^−x), in (0, 1). */
export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Computes bias + Σ weight · feature. @param names features to sum */
export function logit<F extends string>(
  names: readonly F[],
  features: Readonly<Record<F, number>>,
  weights: Readonly<Record<F | 'bias', number>>,
): number {
  return names.reduce((sum, name) => sum + weights[name] * features[name], weights.bias);
}

/** Computes a logistic regression, in (0, 1). @param names features to sum */
export function logisticProbability<F extends string>(
  names: readonly F[],
  features: Readonly<Record<F, number>>,
  weights: Readonly<Record<F | 'bias', number>>,
): number {
  return probabilityOf(logit(names, features, weights));
}

/** Pieces of words are hashed into so many dimensions; twice as many tell no more. */
export const WORDING_DIMENSIONS = 2 ** 13;

const PIECE_LENGTHS = [3, 4, 5] as const;

/** Returns the pieces of a word between two spaces, each as often as it is there; the whole of a shorter word. */
function piecesOf(word: string): readonly string[] {
  return PIECE_LENGTHS.flatMap((length) =>
    Array.from({ length: Math.max(1, word.length - length + 1) }, (_, at) => word.slice(at, at + length)),
  );
}

/**
 * Computes the unit vector of the pieces of words of a text: 1 + ln(frequency) each. A typing fault changes a few of
 * them, case and accents none. Empty without a word.
 */
export function wordingOf(text: string): SparseVector {
  const frequencies = new Map<number, number>();
  for (const word of foldWords(text).split(' ').filter(Boolean)) {
    for (const piece of piecesOf(` ${word} `)) {
      const dimension = hashText(piece) % WORDING_DIMENSIONS;
      frequencies.set(dimension, (frequencies.get(dimension) ?? 0) + 1);
    }
  }
  const weighed = [...frequencies].map(([dimension, count]) => [dimension, 1 + Math.log(count)] as const);
  const norm = Math.hypot(...weighed.map(([, weight]) => weight));
  return new Map(weighed.map(([dimension, weight]) => [dimension, weight / norm]));
}

/** Classifiers of questions, stored with their model; `npm run calibrate` fits them. */
export interface QuestionHeads {
  /** «The question is on the subject of the service», by its vector. */
  readonly subject: LinearHead;
  /** The same, by the pieces of its words (see `wordingOf`). */
  readonly wording: LinearHead;
  /** «The question names nothing precise», among those on the subject. */
  readonly vague: LinearHead;
}

/** Logits of a question. */
export interface Leanings {
  readonly subject: number;
  readonly wording: number;
  readonly vague: number;
}

/** @param embedding unit vector of the question, by the model of the heads */
export function leaningsOf(
  text: string,
  embedding: Float32Array,
  { subject, wording, vague }: QuestionHeads,
): Leanings {
  return {
    subject: logitOf(embedding, subject),
    wording: sparseLogit(wordingOf(text), wording),
    vague: logitOf(embedding, vague),
  };
}
