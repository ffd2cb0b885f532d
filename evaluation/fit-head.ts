import type { LinearHead } from '../src/domain/matching/linear-head.ts';

/** One example: the vector of a text, whether it belongs to the class, and how much it counts. */
export interface HeadExample {
  readonly vector: Float32Array;
  readonly positive: boolean;
  readonly weight?: number;
}

/** Steps of the descent; twice as many change no decimal of a probability. */
const STEPS = 400;

/**
 * Fits a logistic regression on unit vectors with a ridge penalty on the mean loss, by accelerated gradient descent
 * (Y. Nesterov, 1983). The vectors are centred, so that the bias converges as fast as the rest. Deterministic.
 * @param ridge > 0
 */
export function fitHead(examples: readonly HeadExample[], ridge: number): LinearHead {
  const size = examples[0]?.vector.length ?? 0;
  const total = examples.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const centre = new Float64Array(size);
  for (const { vector, weight = 1 } of examples) {
    for (let d = 0; d < size; d += 1) centre[d] = (centre[d] ?? 0) + ((vector[d] ?? 0) * weight) / total;
  }
  const rows = examples.map(({ vector }) =>
    Float64Array.from(vector, (value, d) => value - (centre[d] ?? 0)),
  );
  // The last coordinate is the bias, without penalty.
  let point = new Float64Array(size + 1);
  let ahead = point;
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = gradientAt(ahead, rows, examples, total, ridge);
    // The curvature of the mean loss is at most (1 + |x|²) / 4 <= 1 / 2 for centred unit vectors.
    const next = ahead.map((value, d) => value - (gradient[d] ?? 0) / (0.5 + ridge));
    const momentum = step / (step + 3);
    ahead = next.map((value, d) => value + momentum * (value - (point[d] ?? 0)));
    point = next;
  }
  const weights = point.slice(0, size);
  const shift = weights.reduce((sum, value, d) => sum + value * (centre[d] ?? 0), 0);
  return { bias: (point[size] ?? 0) - shift, weights: [...weights] };
}

function gradientAt(
  point: Float64Array,
  rows: readonly Float64Array[],
  examples: readonly HeadExample[],
  total: number,
  ridge: number,
): Float64Array {
  const size = point.length - 1;
  const gradient = point.map((value, d) => (d === size ? 0 : ridge * value));
  for (const [index, row] of rows.entries()) {
    const { positive, weight = 1 } = examples[index] ?? { positive: false };
    let logit = point[size] ?? 0;
    for (let d = 0; d < size; d += 1) logit += (row[d] ?? 0) * (point[d] ?? 0);
    const error = ((1 / (1 + Math.exp(-logit)) - Number(positive)) * weight) / total;
    for (let d = 0; d < size; d += 1) gradient[d] = (gradient[d] ?? 0) + error * (row[d] ?? 0);
    gradient[size] = (gradient[size] ?? 0) + error;
  }
  return gradient;
}
