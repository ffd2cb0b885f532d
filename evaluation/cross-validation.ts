/**
 * Ranks each tenth of the requests with weights fitted on the other nine: a fairer figure than with weights fitted on
 * all. Constants that are not fitted here (λ, synonyms) are not held out.
 */
import type { MatchedQuestion } from '../src/application/recommend/match-question.ts';
import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';
import { decideStatus } from '../src/domain/matching/decide-status.ts';
import type { Question } from '../src/domain/matching/question.ts';
import { rankForNeeds } from '../src/domain/matching/rank-needs.ts';
import {
  experienceCriteria,
  type ScoredExperience,
  scoreExperiences,
} from '../src/domain/matching/score-experiences.ts';
import {
  EXPERIENCE_CRITERIA,
  type ExperienceCriterion,
  type RankingWeights,
} from '../src/domain/matching/weights.ts';
import { DEFAULT_FIT, type FitRequest, fitWeights } from './listwise-fit.ts';
import { createMatchOnce } from './match-once.ts';
import { isRanked, type RankingValues, rankingValues } from './measure.ts';
import { type JudgedRequest, RANKING_DEPTH } from './requests.ts';

export type CriterionWeights = RankingWeights['experiences'];

/** Weights that a person would set: meaning and words first, then chosen themes and levers, then the territory. */
export const PRIOR: CriterionWeights = {
  semantic: 0.35,
  lexical: 0.35,
  themes: 0.08,
  levers: 0.05,
  setting: 0.05,
  kind: 0.015,
  size: 0.015,
  proximity: 0.015,
};

export interface MatchedRequest {
  readonly judged: JudgedRequest;
  readonly matched: MatchedQuestion;
}

/** Matches the requests that count for the ranking. */
export async function matchRequests(
  dependencies: RecommendDependencies,
  requests: readonly JudgedRequest[],
): Promise<readonly MatchedRequest[]> {
  const match = createMatchOnce(dependencies);
  const all: MatchedRequest[] = [];
  for (const judged of requests.filter(isRanked)) {
    all.push({ judged, matched: await match(judged.request) });
  }
  return all;
}

/** Returns what the fit reads of a request: nothing of several needs, whose judgments are of the whole. */
function toFitRequests({ judged, matched }: MatchedRequest): readonly FitRequest[] {
  const [need] = matched.needs;
  if (need === undefined || matched.needs.length > 1) return [];
  const { question, scored } = need;
  const candidates = scored.map(({ candidate }) => {
    const values = experienceCriteria(candidate, question);
    return {
      id: candidate.experience.id,
      values: EXPERIENCE_CRITERIA.map((criterion) => values[criterion]),
    };
  });
  return [
    {
      id: judged.id,
      candidates,
      grades: candidates.map(({ id }) => judged.grades.get(id) ?? 0),
    },
  ];
}

function fitOn(requests: readonly FitRequest[], prior: CriterionWeights): CriterionWeights {
  const fitted = fitWeights(
    requests,
    EXPERIENCE_CRITERIA.map((criterion) => prior[criterion]),
    DEFAULT_FIT,
  );
  const weights: Record<ExperienceCriterion, number> = { ...prior };
  for (const [index, criterion] of EXPERIENCE_CRITERIA.entries()) weights[criterion] = fitted[index] ?? 0;
  return weights;
}

/** Fits the weights on all the requests. */
export function fitCriterionWeights(
  requests: readonly MatchedRequest[],
  prior: CriterionWeights,
): CriterionWeights {
  return fitOn(requests.flatMap(toFitRequests), prior);
}

/** Ranks a request as the service does with these weights, and measures it. */
export function rankWithWeights({ judged, matched }: MatchedRequest, weights: RankingWeights): RankingValues {
  const rescore = (scored: readonly ScoredExperience[], question: Question) =>
    scoreExperiences(
      scored.map(({ candidate }) => candidate),
      question,
      weights,
    );
  const needs = matched.needs.map(({ question, scored }) => ({
    question,
    scored: rescore(scored, question),
  }));
  const whole = rescore(matched.whole.scored, matched.whole.question);
  const ranked = rankForNeeds({ whole, needs: needs.map(({ scored }) => scored) }, weights);
  const shown = decideStatus(needs, ranked, weights) === 'no_match' ? [] : ranked.slice(0, RANKING_DEPTH);
  return rankingValues(
    shown.map(({ candidate }) => candidate.experience.id),
    judged.grades,
  );
}

/** Parts of the requests; each is ranked with weights fitted on the rest. */
const FOLDS = 10;

/** Measures each request, by id, with weights fitted on the other nine tenths. */
export function crossValidate(
  requests: readonly MatchedRequest[],
  weights: RankingWeights,
  prior: CriterionWeights,
): ReadonlyMap<string, RankingValues> {
  const fitRequests = requests.map(toFitRequests);
  const fitted = Array.from({ length: Math.min(FOLDS, requests.length) }, (_, fold) =>
    fitOn(fitRequests.filter((_, index) => index % FOLDS !== fold).flat(), prior),
  );
  return new Map(
    requests.map((request, index) => {
      const experiences = fitted[index % FOLDS] ?? prior;
      return [request.judged.id, rankWithWeights(request, { ...weights, experiences })];
    }),
  );
}
