/**
 * Returns the mean of `vectors` (at least one, all of the same size) scaled to length 1. Sums in double precision
 * and in order: the same vectors give the same bits.
 * @throws Error when the mean is zero or not finite
 */
export function meanDirection(vectors: readonly Float32Array[]): Float32Array {
  const sums = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    vector.forEach((value, dimension) => {
      sums[dimension] = (sums[dimension] ?? 0) + value;
    });
  }
  const norm = Math.sqrt(sums.reduce((total, sum) => total + sum * sum, 0));
  if (!(norm > 0 && Number.isFinite(norm))) throw new Error('la moyenne est nulle ou infinie');
  return Float32Array.from(sums, (sum) => sum / norm);
}
