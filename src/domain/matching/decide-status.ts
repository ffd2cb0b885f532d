/**
 * Decision to answer a request, on absolute evidence. The probability that it is on the subject is a logistic
 * regression on five features, none of which depends on the ranking of the experiences:
 *   best         semantic value of the nearest experience
 *   meanOfFive   mean semantic value of the five nearest: a request on the subject has several
 *   coverage     share of the request's IDF mass that the corpus knows
 *   cues         expressions of the taxonomy that the request contains, two at most
 *   leaning      how much nearer its vector is to examples off the subject than to the others
 * Fitted by `npm run fit-status` on questions written for it.
 */
import { semanticValue } from './experience-criteria.ts';
import { logisticProbability } from './logistic.ts';
import type { Question } from './question.ts';
import type { Candidate } from './retrieval.ts';
import { MAX_CUES, vagueness } from './vagueness.ts';
import type { RankingWeights } from './weights.ts';

/** `broad`: answered, but the request is vague; `no_match`: off the subject. */
export type Status = 'ok' | 'broad' | 'no_match';

const NEAREST = 5;

export const SUBJECT_FEATURES = ['best', 'meanOfFive', 'coverage', 'cues', 'leaning'] as const;

export function subjectFeatures(
  candidates: readonly Candidate[],
  question: Question,
): Readonly<Record<(typeof SUBJECT_FEATURES)[number], number>> {
  const nearest = candidates
    .map((candidate) => semanticValue(candidate, question) ?? 0)
    .sort((a, b) => b - a)
    .slice(0, NEAREST);
  const [best = 0] = nearest;
  return {
    best,
    meanOfFive: nearest.reduce((sum, value) => sum + value, 0) / NEAREST,
    coverage: question.lexical.coverage,
    cues: Math.min(MAX_CUES, question.cueCount),
    leaning: question.leanings.offTopic,
  };
}

/** Decides the status. A request with a theme or a lever is on the subject, and precise, by construction. */
export function decideStatus(
  candidates: readonly Candidate[],
  question: Question,
  weights: Pick<RankingWeights, 'abstention' | 'vagueness'>,
): Status {
  if (candidates.length === 0) return 'no_match';
  const { themes, levers } = question.profile;
  if (themes.length > 0 || levers.length > 0) return 'ok';
  const onSubject = logisticProbability(
    SUBJECT_FEATURES,
    subjectFeatures(candidates, question),
    weights.abstention,
  );
  if (onSubject < weights.abstention.threshold) return 'no_match';
  return vagueness(question, weights.vagueness) < weights.vagueness.threshold ? 'ok' : 'broad';
}
