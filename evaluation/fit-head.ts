import { type LinearHead, probabilityOf } from '../src/domain/matching/linear-head.ts';
import type { SparseVector } from '../src/domain/matching/retrieval.ts';

/** One example: the vector of a text, and whether it belongs to the class, or how much: a share in [0, 1]. */
export interface HeadExample {
  /** At most of norm 1. */
  readonly vector: Float32Array | SparseVector;
  readonly positive: boolean | number;
}

/** Steps of the descent; twice as many change no decimal of a probability. */
const STEPS = 400;

/** Non-zero coordinates of an example, and its class. */
interface Row {
  readonly at: Int32Array;
  readonly values: Float64Array;
  readonly target: number;
}

/** The mean loss curves by (1 + |x|²) / 4 at most, and the vectors are at most of norm 1. */
const CURVATURE = 0.5;

/**
 * Fits a logistic regression with a ridge penalty on the mean loss, by accelerated gradient descent
 * (Y. Nesterov, 1983). Deterministic.
 * @param size dimensions of the vectors
 * @param ridge > 0
 */
export function fitHead(examples: readonly HeadExample[], size: number, ridge: number): LinearHead {
  const rows = examples.map(({ vector, positive }) => ({
    at: Int32Array.from(vector.keys()),
    values: Float64Array.from(vector.values()),
    target: Number(positive),
  }));
  // The last coordinate is the bias, without penalty.
  let point = new Float64Array(size + 1);
  let ahead = point;
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = gradientAt(ahead, rows, ridge);
    const next = ahead.map((value, d) => value - (gradient[d] ?? 0) / (CURVATURE + ridge));
    const momentum = step / (step + 3);
    ahead = next.map((value, d) => value + momentum * (value - (point[d] ?? 0)));
    point = next;
  }
  return { bias: point[size] ?? 0, weights: [...point.subarray(0, size)] };
}

function gradientAt(point: Float64Array, rows: readonly Row[], ridge: number): Float64Array {
  const size = point.length - 1;
  const gradient = point.map((value, d) => (d === size ? 0 : ridge * value));
  for (const { at, values, target } of rows) {
    let logit = point[size] ?? 0;
    for (let i = 0; i < at.length; i += 1) logit += (values[i] ?? 0) * (point[at[i] ?? 0] ?? 0);
    const error = (probabilityOf(logit) - target) / rows.length;
    for (let i = 0; i < at.length; i += 1) {
      const d = at[i] ?? 0;
      gradient[d] = (gradient[d] ?? 0) + error * (values[i] ?? 0);
    }
    gradient[size] = (gradient[size] ?? 0) + error;
  }
  return gradient;
}
