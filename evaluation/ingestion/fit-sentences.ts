import { sigmoid } from '../../src/ingestion/extract/acting/signs.ts';
import {
  type SentenceModel,
  weighWords,
  wordsOf,
} from '../../src/ingestion/extract/meaning/sentence-model.ts';

/** One sentence: its classes, and how much it counts. */
export interface SentenceExample {
  readonly text: string;
  readonly vector: Float32Array;
  readonly classes: ReadonlySet<string>;
  readonly weight: number;
}

/** Ridges of the mean loss, chosen by leaving a style out. */
const RIDGE = { vector: 1e-4, word: 3e-5 };
/** Words of fewer sentences are left out. */
const LEAST_SENTENCES = 4;
/** Steps of the descent; 600 add nothing on unseen styles. */
const STEPS = 400;
/** Bounds of the curvature of the mean loss for a unit vector, and for its bias. */
const STEP = { weight: 1 / 0.76, bias: 2 };
const FIRST_BIAS = -2.5;
const DECIMALS = { bias: 4, vector: 3, word: 2, rarity: 2 };
/** Weights that move no probability. */
const LEAST_WEIGHT = 0.03;

interface Row {
  readonly vector: Float64Array;
  readonly words: Int32Array;
  readonly values: Float64Array;
  readonly targets: Float64Array;
  /** Share of the row in the mean. */
  readonly share: number;
}

function raritiesOf(examples: readonly SentenceExample[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of examples)
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const kept = [...counts]
    .filter(([, count]) => count >= LEAST_SENTENCES)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    kept.map(([word, count]) => [word, Number(Math.log(examples.length / count).toFixed(DECIMALS.rarity))]),
  );
}

function centreOf(examples: readonly SentenceExample[], total: number): Float64Array {
  const centre = new Float64Array(examples[0]?.vector.length ?? 0);
  for (const { vector, weight } of examples) {
    for (let d = 0; d < centre.length; d += 1)
      centre[d] = (centre[d] ?? 0) + ((vector[d] ?? 0) * weight) / total;
  }
  return centre;
}

/** Point of the descent: weights of the vector, then of the words, each class after class; and biases. */
interface Weights {
  readonly all: Float64Array;
  readonly bias: Float64Array;
}

/** Adds the gradient of a row to `gradient`. */
function addRow(
  { vector, words, values, targets, share }: Row,
  { all, bias }: Weights,
  gradient: Weights,
): void {
  const [size, count] = [vector.length, bias.length];
  const error = Float64Array.from(bias);
  for (let d = 0; d < size; d += 1) {
    const value = vector[d] ?? 0;
    for (let k = 0, at = d * count; k < count; k += 1, at += 1)
      error[k] = (error[k] ?? 0) + value * (all[at] ?? 0);
  }
  for (let w = 0; w < words.length; w += 1) {
    const value = values[w] ?? 0;
    for (let k = 0, at = (size + (words[w] ?? 0)) * count; k < count; k += 1, at += 1)
      error[k] = (error[k] ?? 0) + value * (all[at] ?? 0);
  }
  for (let k = 0; k < count; k += 1) {
    error[k] = (sigmoid(error[k] ?? 0) - (targets[k] ?? 0)) * share;
    gradient.bias[k] = (gradient.bias[k] ?? 0) + (error[k] ?? 0);
  }
  for (let d = 0; d < size; d += 1) {
    const value = vector[d] ?? 0;
    for (let k = 0, at = d * count; k < count; k += 1, at += 1)
      gradient.all[at] = (gradient.all[at] ?? 0) + value * (error[k] ?? 0);
  }
  for (let w = 0; w < words.length; w += 1) {
    const value = values[w] ?? 0;
    for (let k = 0, at = (size + (words[w] ?? 0)) * count; k < count; k += 1, at += 1)
      gradient.all[at] = (gradient.all[at] ?? 0) + value * (error[k] ?? 0);
  }
}

/** Minimises the penalised mean loss by accelerated gradient descent (Y. Nesterov, 1983). */
function descend(rows: readonly Row[], wordCount: number, count: number): Weights {
  const size = rows[0]?.vector.length ?? 0;
  const bias = new Float64Array(count).fill(FIRST_BIAS);
  let point = new Float64Array((size + wordCount) * count);
  let ahead = point;
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = {
      all: ahead.map((value, at) => value * (at < size * count ? RIDGE.vector : RIDGE.word)),
      bias: new Float64Array(count),
    };
    for (const row of rows) addRow(row, { all: ahead, bias }, gradient);
    const next = ahead.map((value, at) => value - STEP.weight * (gradient.all[at] ?? 0));
    const momentum = step / (step + 3);
    ahead = next.map((value, at) => value + momentum * (value - (point[at] ?? 0)));
    point = next;
    for (let k = 0; k < count; k += 1) bias[k] = (bias[k] ?? 0) - STEP.bias * (gradient.bias[k] ?? 0);
  }
  return { all: point, bias };
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/**
 * Fits a logistic regression a class, on the vectors of sentences and on their words. Deterministic.
 * @param classes in the order of the weights of the model
 */
export function fitSentences(
  examples: readonly SentenceExample[],
  classes: readonly string[],
): SentenceModel {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const [rarities, centre] = [raritiesOf(examples), centreOf(examples, total)];
  const places = new Map([...rarities.keys()].map((word, i) => [word, i]));
  const rows = examples.map(({ text, vector, classes: own, weight }): Row => {
    const told = weighWords(text, (word) => rarities.get(word));
    return {
      vector: Float64Array.from(vector, (value, d) => value - (centre[d] ?? 0)),
      words: Int32Array.from(told, ([word]) => places.get(word) ?? 0),
      values: Float64Array.from(told, ([, value]) => value),
      targets: Float64Array.from(classes, (id) => Number(own.has(id))),
      share: weight / total,
    };
  });
  const count = classes.length;
  const { all, bias } = descend(rows, places.size, count);
  const heads = classes.map((id, k) => {
    const weights = Array.from(centre, (_, d) => all[d * count + k] ?? 0);
    const shift = weights.reduce((sum, value, d) => sum + value * (centre[d] ?? 0), 0);
    const kept = weights.map((value) => rounded(value, DECIMALS.vector));
    return [id, { bias: rounded((bias[k] ?? 0) - shift, DECIMALS.bias), weights: kept }] as const;
  });
  const words = [...rarities].flatMap(([word, rarity], i) => {
    const own = classes.map((_, k) => rounded(all[(centre.length + i) * count + k] ?? 0, DECIMALS.word));
    return own.some((value) => Math.abs(value) >= LEAST_WEIGHT) ? [[word, [rarity, ...own]] as const] : [];
  });
  return { heads: Object.fromEntries(heads), words: Object.fromEntries(words) };
}
