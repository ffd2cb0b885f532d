import { diversify } from './diversify.ts';
import { type Level, levelOf } from './relevance.ts';
import type { ScoredExperience } from './score-experiences.ts';
import type { RankingWeights } from './weights.ts';

/** Experience ranked for all the needs of a request; its score and breakdown are those of its first need. */
export interface RankedExperience extends ScoredExperience {
  readonly level: Level;
  /** Positions of the needs that it meets, the one that it was ranked for first; that one alone when none is met. */
  readonly needs: readonly [number, ...number[]];
}

type Lists = readonly (readonly ScoredExperience[])[];

function relevanceById(list: readonly ScoredExperience[]): ReadonlyMap<string, number> {
  return new Map(list.map(({ candidate, relevance }) => [candidate.experience.id, relevance]));
}

/**
 * Merges the experiences of each need, best first, without repetition. The needs take turns while they have an
 * experience that is not distant; the distant ones follow, the most relevant first.
 * @param lists scored experiences of each need, best first; one list at least
 */
export function rankForNeeds(
  lists: Lists,
  weights: Pick<RankingWeights, 'diversity' | 'relevance'>,
): readonly RankedExperience[] {
  const [only] = lists;
  const diverse = lists.map((list) => diversify(list, weights.diversity, list.length));
  const relevances = lists.map(relevanceById);
  const rank = (entry: ScoredExperience, need: number): RankedExperience => {
    const level = levelOf(entry.relevance, weights.relevance);
    const isMet = (other: number) =>
      levelOf(relevances[other]?.get(entry.candidate.experience.id) ?? 0, weights.relevance) !== 'distant';
    const others = lists.flatMap((_, other) => (other !== need && isMet(other) ? [other] : []));
    return { ...entry, level, needs: [need, ...others] };
  };
  if (lists.length === 1 && only !== undefined) return (diverse[0] ?? []).map((entry) => rank(entry, 0));

  const taken = new Set<string>();
  const ranked: RankedExperience[] = [];
  const take = (entry: RankedExperience) => {
    const { id } = entry.candidate.experience;
    if (taken.has(id)) return false;
    taken.add(id);
    ranked.push(entry);
    return true;
  };
  const met = diverse.map((list, need) =>
    list.map((entry) => rank(entry, need)).filter(({ level }) => level !== 'distant'),
  );
  for (let turn = 0; met.some((list) => list.length > 0); turn = (turn + 1) % met.length) {
    const list = met[turn] ?? [];
    while (list.length > 0) {
      const next = list.shift();
      if (next !== undefined && take(next)) break;
    }
  }
  diverse
    .flatMap((list, need) => list.map((entry) => rank(entry, need)))
    .sort((a, b) => b.relevance - a.relevance || b.breakdown.score - a.breakdown.score)
    .forEach(take);
  return ranked;
}
