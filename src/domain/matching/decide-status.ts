/**
 * Decision to answer a request, on absolute evidence. The probability that it is on the subject is a logistic
 * regression on six features, none of which depends on the ranking of the experiences:
 *   best         semantic value of the nearest experience
 *   meanOfFive   mean semantic value of the five nearest: a request on the subject has several
 *   coverage     share of the request's IDF mass that the corpus knows
 *   cues         expressions of the taxonomy that the request contains, two at most
 *   known        whether the thesaurus knows one of its expressions, 0 or 1
 *   leaning      logit of its vector, by the head of the model
 * Fitted by `npm run fit-status` on questions written for it.
 */

import { logisticProbability } from './linear-head.ts';
import type { Question } from './question.ts';
import type { RankedExperience } from './rank-needs.ts';
import { MAX_CUES, vagueness } from './relevance.ts';
import type { Candidate } from './retrieval.ts';
import { type ScoredExperience, semanticValue } from './score-experiences.ts';
import type { RankingWeights } from './weights.ts';

/**
 * `partial`: on the subject, but no experience is close, or a need has none; `broad`: answered, but the request is
 * vague; `no_match`: off the subject.
 */
export const STATUSES = ['ok', 'partial', 'broad', 'no_match'] as const;
export type Status = (typeof STATUSES)[number];

const NEAREST = 5;

export const SUBJECT_FEATURES = ['best', 'meanOfFive', 'coverage', 'cues', 'known', 'leaning'] as const;

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
    known: Math.min(1, question.expressionCount),
    leaning: question.leanings.subject,
  };
}

/** One need of a request, with its candidates. */
export interface NeedCandidates {
  readonly question: Question;
  readonly scored: readonly ScoredExperience[];
}

function isOnSubject({ question, scored }: NeedCandidates, weights: RankingWeights['abstention']): boolean {
  const features = subjectFeatures(
    scored.map(({ candidate }) => candidate),
    question,
  );
  return logisticProbability(SUBJECT_FEATURES, features, weights) >= weights.threshold;
}

/**
 * Decides the status. A request with a theme or a lever is on the subject, and precise, by construction; so is one with
 * several needs when one of them is on the subject.
 * @param ranked the candidates of all the needs
 */
export function decideStatus(
  needs: readonly NeedCandidates[],
  ranked: readonly RankedExperience[],
  weights: Pick<RankingWeights, 'abstention' | 'vagueness'>,
): Status {
  const [first] = needs;
  if (first === undefined || ranked.length === 0) return 'no_match';
  const { themes, levers } = first.question.profile;
  const isPrecise = themes.length > 0 || levers.length > 0;
  if (!isPrecise && !needs.some((need) => isOnSubject(need, weights.abstention))) return 'no_match';
  const isVague = vagueness(first.question, weights.vagueness) >= weights.vagueness.threshold;
  if (needs.length === 1 && isVague) return 'broad';
  const met = ranked.filter(({ level }) => level !== 'distant');
  const areAllMet = needs.every((_, position) => met.some((entry) => entry.needs.includes(position)));
  return areAllMet && met.some(({ level }) => level === 'close') ? 'ok' : 'partial';
}
