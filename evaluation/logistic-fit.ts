/**
 * Logistic regression with a ridge penalty (A. E. Hoerl and R. W. Kennard, 1970; S. le Cessie and
 * J. C. van Houwelingen, «Ridge Estimators in Logistic Regression», Applied Statistics 41(1), 1992),
 * fitted by Newton’s method on standardised features, so that the penalty treats them alike.
 */

import { mean } from '../bench/measuring/statistics.ts';
import { solvePositive } from '../src/domain/matching/linear-head.ts';

/** One example: its features, in the same order for all, and whether it belongs to the class, or how much. */
export interface Example {
  readonly features: readonly number[];
  readonly positive: boolean | number;
}

export interface LogisticModel {
  readonly bias: number;
  /** One weight per feature, on the scale of the given features. */
  readonly weights: readonly number[];
}

const RIDGE = 0.003;
/** Newton steps; the loss is convex and a dozen are enough. */
const STEPS = 15;

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Returns the probability of the class, in (0, 1). */
export function predict({ bias, weights }: LogisticModel, features: readonly number[]): number {
  return sigmoid(features.reduce((sum, value, index) => sum + (weights[index] ?? 0) * value, bias));
}

/** Fits on at least one example of each class; a constant feature gets weight 0. Deterministic. */
export function fitLogistic(examples: readonly Example[]): LogisticModel {
  const size = examples[0]?.features.length ?? 0;
  const columns = Array.from({ length: size }, (_, index) =>
    examples.map(({ features }) => features[index] ?? 0),
  );
  const centres = columns.map(mean);
  const spreads = columns.map((column, index) => {
    const spread = Math.sqrt(mean(column.map((value) => (value - (centres[index] ?? 0)) ** 2)));
    return spread === 0 ? 1 : spread;
  });
  const rows = examples.map(({ features }) =>
    Float64Array.from([
      1,
      ...features.map((value, index) => (value - (centres[index] ?? 0)) / (spreads[index] ?? 1)),
    ]),
  );
  let point = Array.from({ length: size + 1 }, () => 0);
  for (let step = 0; step < STEPS; step += 1) {
    const { gradient, curvature } = slopeAt(point, rows, examples);
    const move = solvePositive(curvature, gradient);
    point = point.map((value, index) => value - (move[index] ?? 0));
  }
  const [bias = 0, ...standardised] = point;
  const weights = standardised.map((weight, index) => weight / (spreads[index] ?? 1));
  const shift = weights.reduce((sum, weight, index) => sum + weight * (centres[index] ?? 0), 0);
  return { bias: bias - shift, weights };
}

/** Gradient and Hessian of the penalised mean loss; the first coordinate is the bias, without penalty. */
function slopeAt(point: readonly number[], rows: readonly Float64Array[], examples: readonly Example[]) {
  const gradient = Float64Array.from(point, (value, index) => (index === 0 ? 0 : RIDGE * value));
  const curvature = point.map((_, i) =>
    Float64Array.from(point, (_, j) => (i === j ? (i === 0 ? 1e-9 : RIDGE) : 0)),
  );
  for (const [index, row] of rows.entries()) {
    const probability = sigmoid(point.reduce((sum, value, i) => sum + value * (row[i] ?? 0), 0));
    const error = (probability - Number(examples[index]?.positive)) / rows.length;
    const spread = (probability * (1 - probability)) / rows.length;
    for (const [i, line] of curvature.entries()) {
      const value = row[i] ?? 0;
      gradient[i] = (gradient[i] ?? 0) + error * value;
      for (let j = 0; j < line.length; j += 1) line[j] = (line[j] ?? 0) + spread * value * (row[j] ?? 0);
    }
  }
  return { gradient, curvature };
}

/** Returns the probability of each example by the model fitted on all the others. */
export function leaveOneOut(examples: readonly Example[]): readonly number[] {
  return examples.map(({ features }, index) =>
    predict(fitLogistic(examples.filter((_, other) => other !== index)), features),
  );
}
