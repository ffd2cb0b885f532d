/**
 * Measures of a ranked list against graded judgments.
 * nDCG: K. Järvelin and J. Kekäläinen, «Cumulated gain-based evaluation of IR techniques», ACM TOIS
 * 20(4), 2002, with the gain 2^grade − 1 of C. Burges et al., ICML 2005.
 */

import { seededRandom } from './randomness.ts';

/** Grades in [0, 3] by id; an absent id has grade 0. */
export type Grades = ReadonlyMap<string, number>;

/** Lowest grade of a relevant experience. */
export const RELEVANT_GRADE = 1.5;

function discountedGain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}

/** Returns a value in [0, 1]; NaN when no experience has a grade above 0. */
export function ndcg(ids: readonly string[], grades: Grades, depth: number): number {
  const gained = discountedGain(ids.slice(0, depth).map((id) => grades.get(id) ?? 0));
  const ideal = [...grades.values()].sort((a, b) => b - a).slice(0, depth);
  return gained / discountedGain(ideal);
}

export function relevantIds(grades: Grades): ReadonlySet<string> {
  return new Set([...grades].filter(([, grade]) => grade >= RELEVANT_GRADE).map(([id]) => id));
}

/** Returns the share of the wanted ids found among the first `depth`, in [0, 1]. */
export function recall(ids: readonly string[], wanted: ReadonlySet<string>, depth: number): number {
  return ids.slice(0, depth).filter((id) => wanted.has(id)).length / wanted.size;
}

/** Returns the share of the first `depth` places taken by wanted ids, in [0, 1]; a missing place counts as wrong. */
export function precision(ids: readonly string[], wanted: ReadonlySet<string>, depth: number): number {
  return ids.slice(0, depth).filter((id) => wanted.has(id)).length / depth;
}

/** Returns 1 / rank of the first wanted id; 0 when there is none. */
export function reciprocalRank(ids: readonly string[], wanted: ReadonlySet<string>): number {
  const index = ids.findIndex((id) => wanted.has(id));
  return index < 0 ? 0 : 1 / (index + 1);
}

export interface Estimate {
  readonly mean: number;
  /** Bounds of the 95 % percentile bootstrap interval (B. Efron, 1979). */
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

const RESAMPLES = 2_000;
const SEED = 20_240_601;

/**
 * Returns the mean of all the values, in as many groups as there are requests, and its interval over resamples of whole
 * groups: values of one request are not independent. NaN for no values.
 */
export function estimateOver(groups: readonly (readonly number[])[]): Estimate {
  const filled = groups.filter(({ length }) => length > 0);
  const sums = filled.map((values) => values.reduce((sum, value) => sum + value, 0));
  const counts = filled.map(({ length }) => length);
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const count = total(counts);
  const mean = total(sums) / count;
  const random = seededRandom(SEED);
  const means = Array.from({ length: RESAMPLES }, () => {
    let [sum, drawn] = [0, 0];
    for (let i = 0; i < filled.length; i += 1) {
      const group = Math.floor(random() * filled.length);
      sum += sums[group] ?? 0;
      drawn += counts[group] ?? 0;
    }
    return sum / drawn;
  }).sort((a, b) => a - b);
  const at = (share: number) => means[Math.floor(share * (RESAMPLES - 1))] ?? mean;
  return { mean, low: at(0.025), high: at(0.975), count };
}

/** Returns the mean of one value for each request, and its interval. */
export function estimate(values: readonly number[]): Estimate {
  return estimateOver(values.map((value) => [value]));
}
