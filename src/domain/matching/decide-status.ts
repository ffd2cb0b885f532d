/**
 * Whether a request is answered, on absolute evidence. The probability that it is on the subject is
 * a logistic regression on four features, none of which depends on how the experiences are ranked:
 *   best         semantic value of the nearest experience
 *   meanOfFive   mean semantic value of the five nearest: a request on the subject has several
 *   coverage     share of the request's IDF mass that the corpus knows
 *   cues         expressions of the taxonomy that the request contains, two at most
 * Fitted on requests that were written for it, on and off the subject, and on the development ones.
 */
import { semanticValue } from './experience-criteria.ts';
import type { Question } from './question.ts';
import type { Candidate } from './retrieval.ts';
import type { RankingWeights } from './weights.ts';

/** `broad`: answered, but the request would gain from saying more; `no_match`: off the subject. */
export type Status = 'ok' | 'broad' | 'no_match';

const NEAREST = 5;
const MAX_CUES = 2;

function isBroad({ lexical }: Question): boolean {
  return lexical.stems.length > 0 && lexical.specificStems.length === 0;
}

/** Probability that the request is on the subject, in [0, 1]. */
export function subjectProbability(
  candidates: readonly Candidate[],
  question: Question,
  cueCount: number,
  weights: RankingWeights['abstention'],
): number {
  const nearest = candidates
    .map((candidate) => semanticValue(candidate, question) ?? 0)
    .sort((a, b) => b - a)
    .slice(0, NEAREST);
  const [best = 0] = nearest;
  const meanOfFive = nearest.reduce((sum, value) => sum + value, 0) / NEAREST;
  const logit =
    weights.bias +
    weights.best * best +
    weights.meanOfFive * meanOfFive +
    weights.coverage * question.lexical.coverage +
    weights.cues * Math.min(MAX_CUES, cueCount);
  return 1 / (1 + Math.exp(-logit));
}

/**
 * A request that chose a theme or a lever of the taxonomy is on the subject by construction; one
 * whose words all are common in the corpus is broad.
 *
 * @param cueCount expressions of the taxonomy that the priorities contain
 */
export function decideStatus(
  candidates: readonly Candidate[],
  question: Question,
  cueCount: number,
  weights: RankingWeights['abstention'],
): Status {
  if (candidates.length === 0) return 'no_match';
  const { themes, levers } = question.profile;
  if (themes.length > 0 || levers.length > 0) return 'ok';
  if (isBroad(question)) return 'broad';
  return subjectProbability(candidates, question, cueCount, weights) < weights.threshold ? 'no_match' : 'ok';
}
