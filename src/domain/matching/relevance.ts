/**
 * Relevance of an experience to a need: the probability that a judge would call it useful (grade 2 or 3 of 3), by a
 * logistic regression on facts that do not depend on the other experiences:
 *   meaning    cosine of its best passage on the scale of the model, not clamped
 *   words      BM25F over the maximum of the question
 *   wordMass   ln(1 + BM25F)
 *   length     ln(1 + maximum of the question): a long one shares words more easily, and resembles less
 *   themes     share of the chosen themes that it has, 0.5 when none is chosen; levers likewise
 *   vague      vagueness of the request
 * Fitted by `npm run fit-levels` on the judged requests; `evaluation/README.md` shows how far it can be believed.
 */

import { logisticProbability } from './logistic.ts';
import type { Question } from './question.ts';
import type { Candidate } from './retrieval.ts';
import { vagueness } from './vagueness.ts';
import type { RankingWeights } from './weights.ts';

/** `close`: shown first; `related`: shown, and said to be further; `distant`: shown on demand only. */
export const LEVELS = ['close', 'related', 'distant'] as const;
export type Level = (typeof LEVELS)[number];

export const RELEVANCE_FEATURES = [
  'meaning',
  'words',
  'wordMass',
  'length',
  'themes',
  'levers',
  'vague',
] as const;

function shareOf(asked: readonly string[], owned: readonly string[]): number {
  return asked.length === 0 ? 0.5 : asked.filter((id) => owned.includes(id)).length / asked.length;
}

export function relevanceFeatures(
  { experience, cosine, lexical }: Candidate,
  question: Question,
  weights: RankingWeights['vagueness'],
): Readonly<Record<(typeof RELEVANCE_FEATURES)[number], number>> {
  const { scale, profile } = question;
  const { maximum } = question.lexical;
  return {
    meaning: ((cosine ?? scale.background) - scale.background) / (scale.strong - scale.background),
    words: maximum === 0 ? 0 : lexical / maximum,
    wordMass: Math.log1p(lexical),
    length: Math.log1p(maximum),
    themes: shareOf(profile.themes, experience.themes),
    levers: shareOf(profile.levers, experience.levers),
    vague: vagueness(question, weights),
  };
}

/** Computes the relevance, in (0, 1). */
export function relevanceOf(
  candidate: Candidate,
  question: Question,
  { relevance, vagueness: vague }: Pick<RankingWeights, 'relevance' | 'vagueness'>,
): number {
  return logisticProbability(RELEVANCE_FEATURES, relevanceFeatures(candidate, question, vague), relevance);
}

export function levelOf(
  relevance: number,
  { close, related }: Readonly<Record<'close' | 'related', number>>,
): Level {
  if (relevance >= close) return 'close';
  return relevance >= related ? 'related' : 'distant';
}
