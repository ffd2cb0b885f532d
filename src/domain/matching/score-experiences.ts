import { type Breakdown, weighCriteria } from './breakdown.ts';
import { experienceCriteria } from './experience-criteria.ts';
import type { Question } from './question.ts';
import type { Candidate } from './retrieval.ts';
import { EXPERIENCE_CRITERIA, type ExperienceCriterion, type RankingWeights } from './weights.ts';

/** An experience with its score and the account of it. */
export interface ScoredExperience {
  readonly candidate: Candidate;
  readonly breakdown: Breakdown<ExperienceCriterion>;
}

/** Ascending order of code units: the same on every machine. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Every candidate with its score, best first, ties by id. Total; deterministic. */
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
    }))
    .sort(
      (a, b) =>
        b.breakdown.score - a.breakdown.score ||
        compareIds(a.candidate.experience.id, b.candidate.experience.id),
    );
}
