import { type Breakdown, weighCriteria } from './breakdown.ts';
import { experienceCriteria } from './experience-criteria.ts';
import type { Question } from './question.ts';
import { relevanceOf } from './relevance.ts';
import type { Candidate } from './retrieval.ts';
import { EXPERIENCE_CRITERIA, type ExperienceCriterion, type RankingWeights } from './weights.ts';

/** Experience with its score for one need. */
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

/** Scores every candidate; best first, ties by id. */
export function scoreExperiences(
  candidates: readonly Candidate[],
  question: Question,
  weights: RankingWeights,
): readonly ScoredExperience[] {
  return candidates
    .map((candidate) => ({
      candidate,
      breakdown: weighCriteria(
        EXPERIENCE_CRITERIA,
        experienceCriteria(candidate, question),
        weights.experiences,
      ),
      relevance: relevanceOf(candidate, question, weights),
    }))
    .sort(
      (a, b) =>
        b.breakdown.score - a.breakdown.score ||
        compareIds(a.candidate.experience.id, b.candidate.experience.id),
    );
}
