/**
 * Levers that the ranked experiences support.
 *
 * The first `voters` experiences vote, with weight vᵢ = (sᵢ − s₀) / (s₁ − s₀), s₁ the best score and
 * s₀ that of the first experience without a vote. The rate of a lever is shrunk to its base rate b
 * (m-estimate: B. Cestnik, «Estimating probabilities: a crucial task in machine learning», ECAI 1990):
 *   p = (Σ vᵢ·[i has the lever] + m·b) / (Σ vᵢ + m)
 * and its evidence is the lower bound of ln(p / √b): halfway between the rate and the lift, so that
 * neither common nor rare levers win by their frequency. The vote is x / (1 + x), x = exp(bound).
 */
import type { Lever } from '../lever/lever.ts';
import { type Breakdown, weighCriteria } from './breakdown.ts';
import { compareIds, type ScoredExperience } from './score-experiences.ts';
import { LEVER_CRITERIA, type LeverCriterion, type RankingWeights } from './weights.ts';

/** Half-width of the lower bound, in standard deviations of the logarithm. */
const BOUND_DEVIATIONS = 0.5;

export interface RecommendedLever {
  readonly lever: Lever;
  readonly breakdown: Breakdown<LeverCriterion>;
  /** `several-cases`: at least two voting experiences have it. */
  readonly evidence: 'several-cases' | 'single-case';
  readonly asked: boolean;
  /** Cues of the lever in the priorities. */
  readonly cues: readonly string[];
  /** Number of voting experiences that have it, >= 1. */
  readonly caseCount: number;
  /** Ids of the voting experiences that have it, best first, at most three. */
  readonly supporting: readonly string[];
}

export interface LeverQuestion {
  readonly levers: readonly Lever[];
  /** Ids chosen by the request. */
  readonly asked: readonly string[];
  /** Cues found in the priorities, by lever id. */
  readonly cues: ReadonlyMap<string, readonly string[]>;
  /** Share of visible experiences that have a lever, in [0, 1], by lever id. */
  readonly baseRates: ReadonlyMap<string, number>;
}

interface Vote {
  readonly weight: number;
  readonly ranked: ScoredExperience;
}

function castVotes(scored: readonly ScoredExperience[], voters: number): readonly Vote[] {
  const best = scored[0]?.breakdown.score ?? 0;
  const floor = scored[voters]?.breakdown.score ?? 0;
  if (best <= floor) return [];
  return scored
    .slice(0, voters)
    .map((ranked) => ({ ranked, weight: (ranked.breakdown.score - floor) / (best - floor) }))
    .filter(({ weight }) => weight > 0);
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
  votes: readonly Vote[],
  question: LeverQuestion,
  weights: RankingWeights['levers'],
): RecommendedLever | null {
  const cases = votes.filter(({ ranked }) => ranked.candidate.experience.levers.includes(lever.id));
  const baseRate = question.baseRates.get(lever.id) ?? 0;
  if (cases.length === 0 || baseRate <= 0) return null;
  const total = votes.reduce((sum, vote) => sum + vote.weight, 0);
  const support = cases.reduce((sum, vote) => sum + vote.weight, 0);
  const asked = question.asked.includes(lever.id);
  const cues = question.cues.get(lever.id) ?? [];
  const breakdown = weighCriteria(
    LEVER_CRITERIA,
    {
      votes: voteValue(support, total, baseRate, weights.shrinkage),
      asked: question.asked.length === 0 ? null : Number(asked),
      cues: cues.length === 0 ? 0 : 1,
    },
    weights,
  );
  return {
    lever,
    breakdown,
    evidence: cases.length >= 2 ? 'several-cases' : 'single-case',
    asked,
    cues,
    caseCount: cases.length,
    supporting: cases.slice(0, 3).map(({ ranked }) => ranked.candidate.experience.id),
  };
}

/**
 * Returns the levers that the best experiences support, at most `limit`: several cases before a single one, then asked
 * levers, then by score, ties by id. A lever without voting experience is absent.
 * @param scored best first
 */
export function recommendLevers(
  scored: readonly ScoredExperience[],
  question: LeverQuestion,
  weights: RankingWeights['levers'],
  limit: number,
): readonly RecommendedLever[] {
  const votes = castVotes(scored, weights.voters);
  return question.levers
    .flatMap((lever) => judgeLever(lever, votes, question, weights) ?? [])
    .sort(
      (a, b) =>
        Number(b.evidence === 'several-cases') - Number(a.evidence === 'several-cases') ||
        Number(b.asked) - Number(a.asked) ||
        b.breakdown.score - a.breakdown.score ||
        compareIds(a.lever.id, b.lever.id),
    )
    .slice(0, limit);
}
