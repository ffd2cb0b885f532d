/**
 * Logistic regression with a ridge penalty (A. E. Hoerl and R. W. Kennard, 1970; S. le Cessie and
 * J. C. van Houwelingen, «Ridge Estimators in Logistic Regression», Applied Statistics 41(1), 1992),
 * fitted by gradient descent on standardised features, so that the penalty treats them alike.
 */

import { mean } from '../bench/measuring/statistics.ts';

/** One example: its features, in the same order for all, and whether it belongs to the class. */
export interface Example {
  readonly features: readonly number[];
  readonly positive: boolean;
}

export interface LogisticModel {
  readonly bias: number;
  /** One weight per feature, on the scale of the given features. */
  readonly weights: readonly number[];
}

const RIDGE = 0.003;
const STEPS = 4_000;
const RATE = 0.5;

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
  const rows = examples.map(({ features, positive }) => ({
    features: features.map((value, index) => (value - (centres[index] ?? 0)) / (spreads[index] ?? 1)),
    target: Number(positive),
  }));
  let model: LogisticModel = { bias: 0, weights: centres.map(() => 0) };
  for (let step = 0; step < STEPS; step += 1) model = descend(model, rows);
  const weights = model.weights.map((weight, index) => weight / (spreads[index] ?? 1));
  const shift = weights.reduce((sum, weight, index) => sum + weight * (centres[index] ?? 0), 0);
  return { bias: model.bias - shift, weights };
}

function descend(
  model: LogisticModel,
  rows: readonly { readonly features: readonly number[]; readonly target: number }[],
): LogisticModel {
  const errors = rows.map(({ features, target }) => predict(model, features) - target);
  return {
    bias: model.bias - RATE * mean(errors),
    weights: model.weights.map((weight, index) => {
      const gradient = mean(errors.map((error, row) => error * (rows[row]?.features[index] ?? 0)));
      return weight - RATE * (gradient + RIDGE * weight);
    }),
  };
}

/** Returns the probability of each example by the model fitted on all the others. */
export function leaveOneOut(examples: readonly Example[]): readonly number[] {
  return examples.map(({ features }, index) =>
    predict(fitLogistic(examples.filter((_, other) => other !== index)), features),
  );
}
