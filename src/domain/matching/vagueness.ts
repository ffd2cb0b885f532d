/**
 * Vagueness of a request: the probability that a person would call it vague, by a logistic regression on three
 * features of its text alone, independent of the experiences.
 *   leaning      logit of its vector, by the head of the model
 *   information  IDF mass of the words that single experiences out, 30 at most
 *   cues         expressions of the taxonomy that it contains, two at most
 * Fitted by `npm run fit-status` on questions written for it.
 */
import { logisticProbability } from './logistic.ts';
import type { Question } from './question.ts';
import type { RankingWeights } from './weights.ts';

/** IDF mass beyond which a request is no more precise. */
const MAX_INFORMATION = 30;

/** Number of expressions beyond which a request is no more precise. */
export const MAX_CUES = 2;

export const VAGUENESS_FEATURES = ['leaning', 'information', 'cues'] as const;

export function vaguenessFeatures({
  lexical,
  leanings,
  cueCount,
}: Question): Readonly<Record<(typeof VAGUENESS_FEATURES)[number], number>> {
  return {
    leaning: leanings.vague,
    information: Math.min(MAX_INFORMATION, lexical.information),
    cues: Math.min(MAX_CUES, cueCount),
  };
}

/** Computes the vagueness in [0, 1]; 0 for a request with a theme or a lever, which is precise by construction. */
export function vagueness(question: Question, weights: RankingWeights['vagueness']): number {
  const { themes, levers } = question.profile;
  if (themes.length > 0 || levers.length > 0) return 0;
  return logisticProbability(VAGUENESS_FEATURES, vaguenessFeatures(question), weights);
}
