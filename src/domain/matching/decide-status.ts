/**
 * Decision to answer a request, on absolute evidence. The probability that it is on the subject is a logistic
 * regression on four features, none of which depends on the ranking of the experiences:
 *   best         semantic value of the nearest experience
 *   leaning      logit of its vector, by the head of the model
 *   wording      logit of its words, by their pieces (see `linear-head.ts`)
 *   familiarity  likeness of the judged requests that are the most like it (see `precedents.ts`)
 * Fitted by `npm run fit -- status` on questions written for it.
 */

import { logisticProbability } from './linear-head.ts';
import type { Question } from './question.ts';
import type { RankedExperience } from './rank-needs.ts';
import { vagueness } from './relevance.ts';
import type { Candidate } from './retrieval.ts';
import { type ScoredExperience, semanticValue } from './score-experiences.ts';
import type { RankingWeights } from './weights.ts';

/**
 * `partial`: on the subject, but no experience is close, or a need has none; `broad`: answered, but the request is
 * vague; `no_match`: off the subject, or nothing to show. Only `no_match` has no experience.
 */
export const STATUSES = ['ok', 'partial', 'broad', 'no_match'] as const;
export type Status = (typeof STATUSES)[number];

export const SUBJECT_FEATURES = ['best', 'leaning', 'wording', 'familiarity'] as const;

export function subjectFeatures(
  candidates: readonly Candidate[],
  question: Question,
): Readonly<Record<(typeof SUBJECT_FEATURES)[number], number>> {
  return {
    best: Math.max(0, ...candidates.map((candidate) => semanticValue(candidate, question) ?? 0)),
    leaning: question.leanings.subject,
    wording: question.leanings.wording,
    familiarity: question.familiarity,
  };
}

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
  const close = ranked.filter(({ level }) => level === 'close');
  const areAllMet = needs.every((_, position) => close.some((entry) => entry.needs.includes(position)));
  return areAllMet ? 'ok' : 'partial';
}
