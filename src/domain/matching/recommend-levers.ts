import type { Lever } from '../lever/lever.ts';
import { type KindPermission, permissionFor } from '../lever/lever-law.ts';
import type { TerritoryKind } from '../territory/territory.ts';
import { compareIds, type ScoredExperience } from './score-experiences.ts';
import {
  type Breakdown,
  LEVER_CRITERIA,
  type LeverCriterion,
  type RankingWeights,
  weighCriteria,
} from './weights.ts';

/**
 * Levers for a request. Two criteria read the request: `request`, the probability that an adviser would name the lever
 * (head of the model), and `cues`, its own words; `asked` says that it was chosen. `votes` reads the experiences: the
 * `voters` most relevant vote with their relevance vᵢ. The rate of a lever is shrunk to its base rate b (m-estimate:
 * B. Cestnik, «Estimating probabilities: a crucial task in machine learning», ECAI 1990):
 *   p = (Σ vᵢ·[i has the lever] + m·b) / (Σ vᵢ + m)
 * and its evidence is the lower bound of ln(p / √b): halfway between the rate and the lift, so that
 * neither common nor rare levers win by their frequency. The vote is x / (1 + x), x = exp(bound).
 * `permission` reads the law: among equals, a lever that the asker may use only under a condition comes after one that
 * it may use freely.
 */

/** Half-width of the lower bound, in standard deviations of the logarithm. */
const BOUND_DEVIATIONS = 0.5;

const PERMISSION_VALUES = { yes: 1, conditional: 0.5, no: 0 } as const;

export interface RecommendedLever {
  readonly lever: Lever;
  /** Null when the kind of the asker or the law of the lever is not known. */
  readonly permission: KindPermission | null;
  readonly breakdown: Breakdown<LeverCriterion>;
  /** `several-cases`: at least two experiences of the answer have it; `further-cases`: only others have it. */
  readonly evidence: 'several-cases' | 'single-case' | 'further-cases';
  readonly asked: boolean;
  /** Cues of the lever in the priorities. */
  readonly cues: readonly string[];
  /** Number of experiences of the answer that have it. */
  readonly caseCount: number;
  /** Ids of experiences that have it, those of the answer first, best first, at most three. */
  readonly supporting: readonly string[];
}

export interface LeverQuestion {
  readonly levers: readonly Lever[];
  /** Kind of the collectivité that asks. */
  readonly kind: TerritoryKind | null;
  /** Ids chosen by the request. */
  readonly asked: readonly string[];
  /** Cues found in the priorities, by lever id. */
  readonly cues: ReadonlyMap<string, readonly string[]>;
  /** Logit of «an adviser would name it», by lever id. */
  readonly logits: ReadonlyMap<string, number>;
  /** Share of visible experiences that have a lever, in [0, 1], by lever id. */
  readonly baseRates: ReadonlyMap<string, number>;
}

/** Computes the value of the vote, in [0, 1). `support` is the weight of the votes for the lever. */
function voteValue(support: number, total: number, baseRate: number, shrinkage: number): number {
  const rate = (support + shrinkage * baseRate) / (total + shrinkage);
  const deviation = Math.sqrt((1 - rate) / (rate * (total + shrinkage)));
  const strength = Math.exp(Math.log(rate / Math.sqrt(baseRate)) - BOUND_DEVIATIONS * deviation);
  return strength / (1 + strength);
}

function judgeLever(
  lever: Lever,
  { shown, voters }: LeverCases,
  question: LeverQuestion,
  weights: RankingWeights['levers'],
): RecommendedLever | null {
  const has = ({ candidate }: ScoredExperience) => candidate.experience.levers.includes(lever.id);
  const baseRate = question.baseRates.get(lever.id) ?? 0;
  const cases = [...new Set([...shown, ...voters])].filter(has);
  if (cases.length === 0 || baseRate <= 0) return null;
  const total = voters.reduce((sum, { relevance }) => sum + relevance, 0);
  const support = voters.filter(has).reduce((sum, { relevance }) => sum + relevance, 0);
  const asked = question.asked.includes(lever.id);
  const cues = question.cues.get(lever.id) ?? [];
  const logit = question.logits.get(lever.id);
  const caseCount = shown.filter(has).length;
  const permission = permissionFor(lever.law, question.kind);
  return {
    lever,
    permission,
    breakdown: weighCriteria(
      LEVER_CRITERIA,
      {
        request: logit === undefined ? null : 1 / (1 + Math.exp(-logit)),
        votes: voteValue(support, total, baseRate, weights.shrinkage),
        asked: question.asked.length === 0 ? null : Number(asked),
        cues: cues.length === 0 ? 0 : 1,
        permission: permission && PERMISSION_VALUES[permission.may],
      },
      weights,
    ),
    evidence: caseCount >= 2 ? 'several-cases' : caseCount === 1 ? 'single-case' : 'further-cases',
    asked,
    cues,
    caseCount,
    supporting: cases.slice(0, 3).map(({ candidate }) => candidate.experience.id),
  };
}

/** Experiences that support levers, each list best first. */
export interface LeverCases {
  /** Experiences of the answer. */
  readonly shown: readonly ScoredExperience[];
  /** The most relevant experiences, shown or not. */
  readonly voters: readonly ScoredExperience[];
}

function judgeLevers(
  cases: LeverCases,
  question: LeverQuestion,
  weights: RankingWeights['levers'],
): readonly RecommendedLever[] {
  return question.levers
    .flatMap((lever) => judgeLever(lever, cases, question, weights) ?? [])
    .sort(
      (a, b) =>
        Number(b.asked) - Number(a.asked) ||
        b.breakdown.score - a.breakdown.score ||
        compareIds(a.lever.id, b.lever.id),
    );
}

/**
 * Returns the levers for a request, at most `limit`: asked levers first, then by score, ties by id. A lever that none
 * of the experiences has is absent. The law orders the levers and leaves none out.
 */
export function recommendLevers(
  cases: LeverCases,
  question: LeverQuestion,
  weights: RankingWeights['levers'],
  limit: number,
): readonly RecommendedLever[] {
  const chosen = judgeLevers(cases, { ...question, kind: null }, weights).slice(0, limit);
  return judgeLevers(cases, { ...question, levers: chosen.map(({ lever }) => lever) }, weights);
}
