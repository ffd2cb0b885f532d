import { logisticProbability } from './linear-head.ts';
import type { Question } from './question.ts';
import type { Candidate } from './retrieval.ts';
import type { RankingWeights } from './weights.ts';

/**
 * Vagueness of a request: the probability that a person would call it vague, by a logistic regression on three
 * features of its text alone, independent of the experiences.
 *   leaning      logit of its vector, by the head of the model
 *   information  IDF mass of the words that single experiences out, 30 at most
 *   cues         expressions of the taxonomy that it contains, two at most
 * Fitted by `npm run fit-status` on questions written for it.
 */

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

/** Share of the asked ids that are owned; null when none is asked. */
export function share(asked: readonly string[], owned: readonly string[]): number | null {
  if (asked.length === 0) return null;
  return asked.filter((id) => owned.includes(id)).length / asked.length;
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
    themes: share(profile.themes, experience.themes) ?? 0.5,
    levers: share(profile.levers, experience.levers) ?? 0.5,
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
