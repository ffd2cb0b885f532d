import type { Lever } from '../lever/lever.ts';
import { type KindPermission, permissionFor } from '../lever/lever-law.ts';
import type { Profile } from '../profile/profile.ts';
import type { Asker } from './asker.ts';
import type { Advice } from './precedents.ts';
import { compareIds, type ScoredExperience } from './score-experiences.ts';
import {
  type Breakdown,
  LEVER_CRITERIA,
  type LeverCriterion,
  type RankingWeights,
  weighCriteria,
} from './weights.ts';

/**
 * Levers for a request. Two criteria read the request: `request`, how often an adviser names the lever for such a
 * text and asker (see `precedents.ts`), and `cues`, its own words; `asked` says that it was chosen. The experiences
 * prove the levers and do not rank them: over the judged requests, by hand, votes of the nearest ones add nothing.
 */

/** Advice, by the text alone, from which judges named the lever one time in two, then one in four. */
const OFTEN = 0.4;
const SOMETIMES = 0.2;
/** Part of the advice that is clearly due to who asks. */
const USUAL_EFFECT = 0.04;

export interface RecommendedLever {
  readonly lever: Lever;
  /** Null when the kind of the asker or the law of the lever is not known. */
  readonly permission: KindPermission | null;
  /** How often an adviser names it for such a text, to all askers; null when rarely. */
  readonly advised: 'often' | 'sometimes' | null;
  /** Group of the asker, when it is advised the lever clearly more often than others are. */
  readonly usualFor: Asker | null;
  readonly breakdown: Breakdown<LeverCriterion>;
  /** `several-cases`: at least two experiences of the answer have it; `further-cases`: only others have it. */
  readonly evidence: 'several-cases' | 'single-case' | 'further-cases';
  readonly asked: boolean;
  readonly cues: readonly string[];
  /** Number of experiences of the answer that have it. */
  readonly caseCount: number;
  /** Ids of experiences that have it, those of the answer first, best first, at most three. */
  readonly supporting: readonly string[];
}

export interface LeverQuestion {
  readonly levers: readonly Lever[];
  /** Collectivité that asks. */
  readonly profile: Profile;
  /** Ids chosen by the request. */
  readonly asked: readonly string[];
  /** Cues found in the priorities, by lever id. */
  readonly cues: ReadonlyMap<string, readonly string[]>;
  readonly asker: Asker | null;
  /** Advice of the precedents, by the id of a lever. */
  readonly advice: ReadonlyMap<string, Advice>;
  /** Ids of the lever that each of several needs is advised first: they keep a place. */
  readonly leading?: readonly string[];
}

function judgeLever(
  lever: Lever,
  { shown, nearest }: LeverCases,
  question: LeverQuestion,
  weights: RankingWeights['levers'],
): RecommendedLever | null {
  const has = ({ candidate }: ScoredExperience) => candidate.experience.levers.includes(lever.id);
  const cases = [...new Set([...shown, ...nearest])].filter(has);
  if (cases.length === 0) return null;
  const asked = question.asked.includes(lever.id);
  const cues = question.cues.get(lever.id) ?? [];
  const advice = question.advice.get(lever.id);
  const byText = advice?.text ?? 0;
  const caseCount = shown.filter(has).length;
  return {
    lever,
    permission: permissionFor(lever.law, question.profile.kind.value, question.profile),
    advised: byText >= OFTEN ? 'often' : byText >= SOMETIMES ? 'sometimes' : null,
    usualFor: advice !== undefined && advice.asker >= USUAL_EFFECT ? question.asker : null,
    breakdown: weighCriteria(
      LEVER_CRITERIA,
      {
        request: Math.min(1, Math.max(0, byText + (advice?.asker ?? 0))),
        asked: question.asked.length === 0 ? null : Number(asked),
        cues: cues.length === 0 ? 0 : 1,
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
  /** The most relevant ones, shown or not: one of them must have a lever for it to be recommended. */
  readonly nearest: readonly ScoredExperience[];
}

/**
 * Returns the levers for a request, at most `limit`: asked levers first, then by score, ties by cases then by id. A
 * lever that none of the experiences has is absent. The law neither leaves one out nor moves one.
 */
export function recommendLevers(
  cases: LeverCases,
  question: LeverQuestion,
  weights: RankingWeights['levers'],
  limit: number,
): readonly RecommendedLever[] {
  const judged = question.levers
    .flatMap((lever) => judgeLever(lever, cases, question, weights) ?? [])
    .sort(
      (a, b) =>
        Number(b.asked) - Number(a.asked) ||
        b.breakdown.score - a.breakdown.score ||
        b.caseCount - a.caseCount ||
        compareIds(a.lever.id, b.lever.id),
    );
  const due = judged.filter(({ asked, lever }) => asked || question.leading?.includes(lever.id));
  const kept = new Set([...new Set([...due, ...judged])].slice(0, limit));
  return judged.filter((one) => kept.has(one));
}
