import weights from './weights.json' with { type: 'json' };

/** Criteria of the score of an experience; each has a value in [0, 1]. */
export const EXPERIENCE_CRITERIA = [
  'semantic',
  'lexical',
  'precedents',
  'themes',
  'levers',
  'likeness',
] as const;
export type ExperienceCriterion = (typeof EXPERIENCE_CRITERIA)[number];

/** Criteria of the score of a lever; each has a value in [0, 1]. */
export const LEVER_CRITERIA = ['request', 'asked', 'cues'] as const;
export type LeverCriterion = (typeof LEVER_CRITERIA)[number];

/**
 * Constants of the ranking, as `weights.json` gives them; its `version` is printed in every answer. Weights of the
 * criteria of `experiences` and `levers` are >= 0 and relative. The others are logistic regressions with
 * their thresholds, probabilities in [0, 1]: `vagueness` calls a request broad from its threshold, `abstention`
 * declines one below (see `decide-status.ts`), `relevance` and the weights of `experiences` are one regression, in
 * units of its logit, with the line between the levels (see `relevance.ts`). Experiences and relevance are fitted on
 * judged requests, the other two regressions on questions written for them.
 */
export type RankingWeights = { readonly [Part in keyof typeof weights]: Readonly<(typeof weights)[Part]> };

export const DEFAULT_WEIGHTS: RankingWeights = weights;

/** Share of one criterion in a score: `contribution` = weight · value; the weights sum to 1. */
export interface Contribution<C extends string> {
  readonly criterion: C;
  /** In [0, 1]; independent of the other candidates. */
  readonly value: number;
  /** In [0, 1]: share of the weights of the criteria that apply. */
  readonly weight: number;
  readonly contribution: number;
}

export interface Breakdown<C extends string> {
  /** In [0, 1]: the sum of the contributions. */
  readonly score: number;
  /** In the order of the criteria; those that do not apply are absent. */
  readonly contributions: readonly Contribution<C>[];
}

/**
 * Computes score = Σ wᵢ·vᵢ / Σ wᵢ over the criteria that apply: a `null` value leaves its criterion out and the other
 * weights are renormalised. 0 when none applies.
 */
export function weighCriteria<C extends string>(
  criteria: readonly C[],
  values: Readonly<Record<C, number | null>>,
  weights: Readonly<Record<C, number>>,
): Breakdown<C> {
  let total = 0;
  for (const criterion of criteria) if (values[criterion] !== null) total += weights[criterion];
  const contributions: Contribution<C>[] = [];
  let sum = 0;
  for (const criterion of criteria) {
    const value = values[criterion];
    if (value === null || weights[criterion] === 0) continue;
    const weight = weights[criterion] / total;
    const contribution = weight * value;
    contributions.push({ criterion, value, weight, contribution });
    sum += contribution;
  }
  return { score: Math.min(1, sum), contributions };
}
