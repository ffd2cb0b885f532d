/**
 * Mixes real vectors into one that the model could have given:
 *   v = normalise(Σ w·v(source) + spread·Σ g·(v(r) − mean)/√k),
 * with g normal and r drawn among all real vectors. The noise has the covariance of real vectors, which fill a narrow
 * cone: isotropic noise would leave it.
 */
import type { Draws } from './random-draws.ts';

export interface VectorSource {
  readonly vector: Float32Array;
  /** Positive; the weights need not sum to 1. */
  readonly weight: number;
}

export type MixVectors = (sources: readonly VectorSource[]) => Float32Array;

/** Real vectors drawn for the noise of one vector. */
const NOISE_DRAWS = 8;

/** Scales a vector to length 1. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}

function meanVector(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (const [index, value] of vector.entries()) sum[index] = (sum[index] ?? 0) + value;
  return Float32Array.from(sum, (value) => value / vectors.length);
}

function addScaled(target: Float64Array, vector: Float32Array, factor: number): void {
  for (let index = 0; index < target.length; index += 1) {
    target[index] = (target[index] ?? 0) + factor * (vector[index] ?? 0);
  }
}

/** @param real vectors of the model, all of one dimension, from which the noise is drawn */
export function createVectorMixer(real: readonly Float32Array[], spread: number, draws: Draws): MixVectors {
  const mean = meanVector(real);
  return (sources) => {
    const mixed = new Float64Array(mean.length);
    const total = sources.reduce((sum, { weight }) => sum + weight, 0);
    for (const { vector, weight } of sources) addScaled(mixed, vector, weight / total);
    for (let draw = 0; draw < NOISE_DRAWS; draw += 1) {
      const factor = (spread * draws.gaussian()) / Math.sqrt(NOISE_DRAWS);
      addScaled(mixed, draws.pick(real), factor);
      addScaled(mixed, mean, -factor);
    }
    return normalise(Float32Array.from(mixed));
  };
}
