import type { Level } from './level.ts';
import { logisticProbability } from './linear-head.ts';
import type { Question } from './question.ts';
import type { RankingWeights } from './weights.ts';

/**
 * Vagueness of a request: the probability that a person would call it vague, by a logistic regression on three
 * features of its text alone, independent of the experiences.
 *   leaning      logit of its vector, by the head of the model
 *   information  IDF mass of the words that single experiences out, 30 at most
 *   cues         expressions of the taxonomy that it contains, two at most
 * Fitted by `npm run fit -- status` on questions written for it.
 */

/** IDF mass beyond which a request is no more precise. */
const MAX_INFORMATION = 30;

/** Number of expressions beyond which a request is no more precise. */
const MAX_CUES = 2;

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
 * logistic regression on its criteria (see `score-experiences.ts`) and on facts of the request, which do not change the
 * order of its experiences:
 *   length     ln(1 + maximum of BM25F): a long request shares words more easily
 *   coverage   share of the request's IDF mass that the corpus knows
 *   vague      vagueness of the request
 *   familiarity, unanswered   likeness of the judged requests like it, and how far they had no useful experience
 * Fitted by `npm run fit` on the judged requests; `evaluation/README.md` shows how far it can be believed.
 */

export const REQUEST_FEATURES = ['length', 'coverage', 'vague', 'familiarity', 'unanswered'] as const;

export function requestFeatures(
  question: Question,
  weights: RankingWeights['vagueness'],
): Readonly<Record<(typeof REQUEST_FEATURES)[number], number>> {
  const { maximum, coverage } = question.lexical;
  const { familiarity, unanswered } = question;
  return {
    length: Math.log1p(maximum),
    coverage,
    vague: vagueness(question, weights),
    familiarity,
    unanswered,
  };
}

export function levelOf(relevance: number, { line }: Pick<RankingWeights['relevance'], 'line'>): Level {
  return relevance >= line ? 'close' : 'related';
}
