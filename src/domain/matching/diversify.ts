/**
 * Maximal marginal relevance: repeatedly takes the candidate that maximises
 *   λ · score − (1 − λ) · (greatest similarity to the candidates already taken).
 * Source: J. Carbonell and J. Goldstein, «The Use of MMR, Diversity-Based Reranking for Reordering
 * Documents and Producing Summaries», SIGIR 1998.
 *
 * The greedy choice makes the list of n a prefix of the list of n + 1: a limit never changes the order.
 */
import type { ScoredExperience } from './score-experiences.ts';
import type { ExperienceTraits } from './traits.ts';
import type { RankingWeights } from './weights.ts';

function jaccard(a: readonly string[], b: readonly string[]): number {
  const union = new Set([...a, ...b]);
  if (union.size === 0) return 0;
  return a.filter((id) => b.includes(id)).length / union.size;
}

function shareTerritory(a: ExperienceTraits, b: ExperienceTraits): boolean {
  return a.territories.some((x) => b.territories.some((y) => x.kind === y.kind && x.name === y.name));
}

/** Measures the similarity of two experiences: symmetric, in [0, 1]. */
export function experienceSimilarity(a: ExperienceTraits, b: ExperienceTraits): number {
  const levers = jaccard(a.levers, b.levers);
  return 0.4 * jaccard(a.themes, b.themes) + 0.2 * levers + (shareTerritory(a, b) ? 0.4 : 0);
}

/** Reorders the first `depth` of a list sorted by score, and returns its first `count`. */
export function diversify(
  ranked: readonly ScoredExperience[],
  { lambda, depth }: RankingWeights['diversity'],
  count: number,
): readonly ScoredExperience[] {
  const pool = ranked.slice(0, depth).map((entry) => ({ entry, similarity: 0 }));
  const taken: ScoredExperience[] = [];
  while (pool.length > 0 && taken.length < count) {
    let bestIndex = 0;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (const [index, { entry, similarity }] of pool.entries()) {
      const value = lambda * entry.breakdown.score - (1 - lambda) * similarity;
      if (value > bestValue) [bestIndex, bestValue] = [index, value];
    }
    const [best] = pool.splice(bestIndex, 1);
    if (best === undefined) break;
    taken.push(best.entry);
    for (const other of pool) {
      const similarity = experienceSimilarity(
        other.entry.candidate.experience,
        best.entry.candidate.experience,
      );
      other.similarity = Math.max(other.similarity, similarity);
    }
  }
  return [...taken, ...ranked.slice(depth)].slice(0, count);
}
