import { seededRandom } from './randomness.ts';

export interface Comparison {
  /** Mean of the differences, in [-1, 1]; above 0 when the first one is better. */
  readonly difference: number;
  /** Two-sided, in (0, 1]: probability of a difference at least as large by chance alone. */
  readonly pValue: number;
  /** Number of compared requests. */
  readonly count: number;
}

const PERMUTATIONS = 10_000;
const SEED = 20_240_602;
/** Largest rounding error between sums of the same numbers. */
const TOLERANCE = 1e-9;

/**
 * Runs a paired randomisation test of two engines on the same requests: under the hypothesis that they are equally
 * good, the sign of each difference is a coin toss. 10,000 draws with a fixed seed.
 * Source: M. Smucker, J. Allan and B. Carterette, «A Comparison of Statistical Significance Tests for
 * Information Retrieval Evaluation», CIKM 2007; the observed draw is counted with the others
 * (B. Phipson and G. Smyth, 2010), so that p is never 0.
 *
 * @param pairs values of the two engines for each request, never empty
 */
export function comparePaired(pairs: readonly (readonly [number, number])[]): Comparison {
  const differences = pairs.map(([one, other]) => one - other);
  const count = differences.length;
  const observed = differences.reduce((sum, difference) => sum + difference, 0);
  const random = seededRandom(SEED);
  let asLarge = 1;
  for (let draw = 0; draw < PERMUTATIONS; draw += 1) {
    let sum = 0;
    for (const difference of differences) sum += random() < 0.5 ? difference : -difference;
    if (Math.abs(sum) >= Math.abs(observed) - TOLERANCE) asLarge += 1;
  }
  return { difference: observed / count, pValue: asLarge / (PERMUTATIONS + 1), count };
}
