/**
 * Computes a logistic regression: 1 / (1 + e^−(bias + Σ weight · feature)), in (0, 1).
 * @param names features to sum
 */
export function logisticProbability<F extends string>(
  names: readonly F[],
  features: Readonly<Record<F, number>>,
  weights: Readonly<Record<F | 'bias', number>>,
): number {
  const logit = names.reduce((sum, name) => sum + weights[name] * features[name], weights.bias);
  return 1 / (1 + Math.exp(-logit));
}
