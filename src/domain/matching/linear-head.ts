/** Linear classifier on the vectors of a model, stored with it: its logit is bias + weights · vector. */
export interface LinearHead {
  readonly bias: number;
  readonly weights: readonly number[];
}

/** Inner product; the cosine of unit vectors. */
export function dot(a: Float32Array, b: ArrayLike<number>): number {
  let sum = 0;
  for (let dimension = 0; dimension < a.length; dimension += 1) {
    sum += (a[dimension] ?? 0) * (b[dimension] ?? 0);
  }
  return sum;
}

export function logitOf(vector: Float32Array, { bias, weights }: LinearHead): number {
  return bias + dot(vector, weights);
}
