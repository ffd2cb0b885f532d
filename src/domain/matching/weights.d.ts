/** What makes the score of an experience; each has a value in [0, 1]. */
export declare const EXPERIENCE_CRITERIA: readonly [
  'semantic',
  'lexical',
  'themes',
  'levers',
  'setting',
  'kind',
  'size',
  'proximity',
];
export type ExperienceCriterion = (typeof EXPERIENCE_CRITERIA)[number];
/** What makes the score of a lever; each has a value in [0, 1]. */
export declare const LEVER_CRITERIA: readonly ['votes', 'asked', 'cues'];
export type LeverCriterion = (typeof LEVER_CRITERIA)[number];
/**
 * Everything that is set or fitted: the experiences and the levers on the development requests, the two
 * regressions on the questions of `scripts/calibration-questions.json`. Weights of criteria are >= 0
 * and relative.
 */
export interface RankingWeights {
  /** Printed in every answer. */
  readonly version: string;
  readonly experiences: Readonly<Record<ExperienceCriterion, number>>;
  readonly diversity: {
    /** 1 keeps the order of the scores; lower prefers what the list does not have yet. */
    readonly lambda: number;
    /** Only that many first experiences are reordered. */
    readonly depth: number;
  };
  readonly levers: Readonly<Record<LeverCriterion, number>> & {
    /** How many first experiences vote. */
    readonly voters: number;
    /** Strength of the base rate, in votes (m of the m-estimate). */
    readonly shrinkage: number;
  };
  /** Logistic regression of «the request is vague»: see `vagueness.ts`. */
  readonly vagueness: Readonly<Record<'bias' | 'leaning' | 'information' | 'cues', number>> & {
    /** From this probability on, in [0, 1], the answer says that the request is broad. */
    readonly threshold: number;
    /** Share of the weight of the text that a wholly vague request loses, in [0, 1]. */
    readonly discount: number;
  };
  /** Logistic regression of «the request is on the subject»: see `decide-status.ts`. */
  readonly abstention: Readonly<
    Record<'bias' | 'best' | 'meanOfFive' | 'coverage' | 'cues' | 'leaning', number>
  > & {
    /** Under this probability, in [0, 1], the request is declined. */
    readonly threshold: number;
  };
}
export declare const DEFAULT_WEIGHTS: RankingWeights;
