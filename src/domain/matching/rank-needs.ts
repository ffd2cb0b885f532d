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

/** Takes one of each list in turn, until all are empty. */
function takeTurns<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat();
}

function withoutRepetition(entries: readonly RankedExperience[]): readonly RankedExperience[] {
  const seen = new Set<string>();
  return entries.filter(({ candidate }) => seen.size < seen.add(candidate.experience.id).size);
}

/**
 * Merges the experiences of each need, best first, without repetition. The needs take turns while they have an
 * experience that is not distant; the distant ones follow, the most relevant first.
 * @param lists scored experiences of each need, best first; one list at least
 */
export function rankForNeeds(
  lists: readonly (readonly ScoredExperience[])[],
  weights: Pick<RankingWeights, 'diversity' | 'relevance'>,
): readonly RankedExperience[] {
  const met = lists.map(
    (list) =>
      new Set(
        list.filter((entry) => levelIn(entry) !== 'distant').map(({ candidate }) => candidate.experience.id),
      ),
  );
  const ranked = lists.map((list, need) =>
    diversify(list, weights.diversity, list.length).map((entry): RankedExperience => {
      const { id } = entry.candidate.experience;
      const others = met.flatMap((ids, other) => (other !== need && ids.has(id) ? [other] : []));
      return { ...entry, level: levelIn(entry), needs: [need, ...others] };
    }),
  );
  const [only] = ranked;
  if (only !== undefined && ranked.length === 1) return only;
  const near = takeTurns(ranked.map((list) => list.filter(({ level }) => level !== 'distant')));
  const byRelevance = ranked.flat().sort((a, b) => b.relevance - a.relevance);
  return withoutRepetition([...near, ...byRelevance]);

  function levelIn({ relevance }: ScoredExperience): Level {
    return levelOf(relevance, weights.relevance);
  }
}
