import { likenessTo } from './likeness.ts';
import { logit, probabilityOf } from './linear-head.ts';
import type { Question } from './question.ts';
import { REQUEST_FEATURES, requestFeatures } from './relevance.ts';
import type { Candidate } from './retrieval.ts';
import {
  type Breakdown,
  EXPERIENCE_CRITERIA,
  type ExperienceCriterion,
  type RankingWeights,
  weighCriteria,
} from './weights.ts';

/**
 * Criteria of an experience, each in [0, 1] or null when it does not apply:
 *   semantic   clamp((c − c0) / (c1 − c0)), c the cosine of its best passage
 *   lexical    ln(1 + BM25F) / ln(1 + 80), 1 at most
 *   precedents gain that the requests judged before let expect: see `precedents.ts`
 *   themes     share of the chosen themes that the experience has; levers likewise
 *   likeness   of its territory and the asker: see `likeness.ts`
 * None depends on the other candidates. A criterion does not apply when the profile or the experience lacks the fact.
 */

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Maps the cosine to the scale of the model, in [0, 1]; null without passage. */
export function semanticValue({ cosine }: Candidate, { scale }: Pick<Question, 'scale'>): number | null {
  if (cosine === null) return null;
  return clamp((cosine - scale.background) / (scale.strong - scale.background));
}

/** BM25F of the most that an experience shares with a long request. */
const HIGHEST_LEXICAL = 80;

function lexical(candidate: Candidate, { lexical: query }: Question): number | null {
  return query.maximum === 0 ? null : clamp(Math.log1p(candidate.lexical) / Math.log1p(HIGHEST_LEXICAL));
}

/** Share of the asked ids that are owned; null when none is asked. */
function share(asked: readonly string[], owned: readonly string[]): number | null {
  if (asked.length === 0) return null;
  return asked.filter((id) => owned.includes(id)).length / asked.length;
}

/** Computes every criterion for one candidate. */
export function experienceCriteria(
  candidate: Candidate,
  question: Question,
): Readonly<Record<ExperienceCriterion, number | null>> {
  const { experience } = candidate;
  const { profile } = question;
  return {
    semantic: semanticValue(candidate, question),
    lexical: lexical(candidate, question),
    precedents: clamp(candidate.precedents),
    themes: share(profile.themes, experience.themes),
    levers: share(profile.levers, experience.levers),
    likeness: likenessTo(experience, profile)?.value ?? null,
  };
}

export interface ScoredExperience {
  readonly candidate: Candidate;
  readonly breakdown: Breakdown<ExperienceCriterion>;
  /** Probability that a judge would call it useful, in (0, 1). */
  readonly relevance: number;
}

/** Orders by code units, ascending: the same on every machine. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Returns the value that a criterion counts for: half when it does not apply, since it may fit; 0 for the meaning
 * without a passage, and for the words without a word.
 */
export function countedValue(
  criteria: Readonly<Record<ExperienceCriterion, number | null>>,
  name: ExperienceCriterion,
): number {
  return criteria[name] ?? (name === 'semantic' || name === 'lexical' ? 0 : 0.5);
}

/** Orders the most relevant first, ties by id. */
export function byRelevance(a: ScoredExperience, b: ScoredExperience): number {
  return b.relevance - a.relevance || compareIds(a.candidate.experience.id, b.candidate.experience.id);
}

/** Scores every candidate; most relevant first, ties by id. */
export function scoreExperiences(
  candidates: readonly Candidate[],
  question: Question,
  weights: RankingWeights,
): readonly ScoredExperience[] {
  const { experiences, relevance, vagueness } = weights;
  const request = logit(REQUEST_FEATURES, requestFeatures(question, vagueness), relevance);
  return candidates
    .map((candidate) => {
      const criteria = experienceCriteria(candidate, question);
      const sum = EXPERIENCE_CRITERIA.reduce(
        (total, name) => total + experiences[name] * countedValue(criteria, name),
        request,
      );
      const breakdown = weighCriteria(EXPERIENCE_CRITERIA, criteria, experiences);
      return { candidate, breakdown, relevance: probabilityOf(sum) };
    })
    .sort(byRelevance);
}
