import { solvePositive } from '../../src/domain/matching/linear-head.ts';
import { type SignModel, type Signs, sigmoid } from '../../src/ingestion/extract/acting/signs.ts';

/** One example: its signs, whether it belongs to the class, and how much it counts. */
export interface SignExample {
  readonly signs: Signs;
  readonly positive: boolean;
  readonly weight: number;
}

/** Signs of fewer examples are left out: a weight on them would be chance. */
const LEAST_EXAMPLES = 5;
/** Newton's steps; the loss moves no more after six. */
const STEPS = 9;
const DECIMALS = 4;

interface Row {
  /** Indexes and scaled values of the signs that are not 0; the last is the bias. */
  readonly indexes: Int32Array;
  readonly values: Float64Array;
  readonly target: number;
  readonly weight: number;
}

function countNames(examples: readonly SignExample[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { signs } of examples) {
    for (const [name, value] of Object.entries(signs)) {
      if (value !== 0) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts.entries()].flatMap(([name, count]) => (count >= LEAST_EXAMPLES ? [name] : [])).sort();
}

function deviations(examples: readonly SignExample[], names: readonly string[]): readonly number[] {
  return names.map((name) => {
    const values = examples.map(({ signs }) => signs[name] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return Math.sqrt(variance) + 1e-3;
  });
}

function rowOf(example: SignExample, places: ReadonlyMap<string, number>, scales: readonly number[]): Row {
  const told = Object.entries(example.signs).flatMap(([name, value]) => {
    const at = places.get(name);
    return at === undefined || value === 0 ? [] : [[at, value / (scales[at] ?? 1)] as const];
  });
  return {
    indexes: Int32Array.from([...told.map(([at]) => at), places.size]),
    values: Float64Array.from([...told.map(([, value]) => value), 1]),
    target: Number(example.positive),
    weight: example.weight,
  };
}

/** One step of Newton: the gradient and the curvature of the penalised loss at `point`, then their quotient. */
function descend(point: Float64Array, rows: readonly Row[], penalty: number): Float64Array {
  const size = point.length;
  const gradient = point.map((value, i) => (i === size - 1 ? 0 : penalty * value));
  const curvature = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    row[i] = i === size - 1 ? 1e-9 : penalty;
    return row;
  });
  for (const { indexes, values, target, weight } of rows) {
    let logit = 0;
    for (let k = 0; k < indexes.length; k += 1) logit += (point[indexes[k] ?? 0] ?? 0) * (values[k] ?? 0);
    const probability = sigmoid(logit);
    const error = weight * (probability - target);
    const bend = weight * Math.max(probability * (1 - probability), 1e-6);
    for (let k = 0; k < indexes.length; k += 1) {
      const [i, value] = [indexes[k] ?? 0, values[k] ?? 0];
      gradient[i] = (gradient[i] ?? 0) + error * value;
      const row = curvature[i] ?? new Float64Array(size);
      for (let l = 0; l < indexes.length; l += 1) {
        const j = indexes[l] ?? 0;
        row[j] = (row[j] ?? 0) + bend * value * (values[l] ?? 0);
      }
    }
  }
  const step = solvePositive(curvature, gradient);
  return point.map((value, i) => value - (step[i] ?? 0));
}

function rounded(value: number): number {
  return Number(value.toFixed(DECIMALS));
}

/**
 * Fits a logistic regression with a ridge penalty on signs of one scale (A. E. Hoerl and R. W. Kennard, 1970), by
 * Newton's method. Deterministic.
 * @param penalty > 0; the inverse of the variance that weights of scaled signs may have
 */
export function fitRidge(examples: readonly SignExample[], penalty: number): SignModel {
  const names = countNames(examples);
  const scales = deviations(examples, names);
  const places = new Map(names.map((name, i) => [name, i]));
  const rows = examples.map((example) => rowOf(example, places, scales));
  let point = new Float64Array(names.length + 1);
  for (let step = 0; step < STEPS; step += 1) point = Float64Array.from(descend(point, rows, penalty));
  const weights = names.map((name, i) => [name, rounded((point[i] ?? 0) / (scales[i] ?? 1))] as const);
  return {
    bias: rounded(point[names.length] ?? 0),
    weights: Object.fromEntries(weights.filter(([, weight]) => weight !== 0)),
  };
}

/**
 * Fits the line that turns the logits of a model on unseen examples into probabilities (J. Platt, 1999), and returns
 * the model so calibrated.
 */
export function calibrate(
  model: SignModel,
  unseen: readonly { readonly logit: number; readonly positive: boolean; readonly weight: number }[],
): SignModel {
  const line = fitRidge(
    unseen.map(({ logit, positive, weight }) => ({ signs: { logit }, positive, weight })),
    1e-3,
  );
  const slope = line.weights.logit ?? 1;
  return {
    bias: rounded(model.bias * slope + line.bias),
    weights: Object.fromEntries(
      Object.entries(model.weights).map(([name, weight]) => [name, rounded(weight * slope)]),
    ),
  };
}
