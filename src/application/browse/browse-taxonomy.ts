import { DomainError } from '../../domain/errors.ts';
import { findCostRanges } from '../../domain/experience/cost-ranges.ts';
import type { Audience } from '../../domain/experience/experience.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { type CurrentIndex, readOneVersion } from '../common/current-index.ts';

interface BrowseDependencies {
  readonly store: ExperienceStore;
  readonly taxonomy: Taxonomy;
  readonly currentIndex: CurrentIndex;
}

/** Lists levers in the order of the taxonomy, each with the number of visible experiences. Throws `index-not-ready`. */
export function createListLevers({ taxonomy, currentIndex }: BrowseDependencies) {
  return async (audience: Audience, signal?: AbortSignal) => {
    const { leverCounts } = await currentIndex.current(audience, signal);
    return taxonomy.levers.map((lever) => ({ lever, experienceCount: leverCounts.get(lever.id) ?? 0 }));
  };
}

/** Lists themes likewise. Throws `index-not-ready`. */
export function createListThemes({ taxonomy, currentIndex }: BrowseDependencies) {
  return async (audience: Audience, signal?: AbortSignal) => {
    const { themeCounts } = await currentIndex.current(audience, signal);
    return taxonomy.themes.map((theme) => ({ theme, experienceCount: themeCounts.get(theme.id) ?? 0 }));
  };
}

export function leverNotFound(id: string): DomainError {
  return new DomainError(
    'lever-not-found',
    `Aucun levier ne porte l’identifiant « ${id} ». La liste est à l’adresse /v1/levers.`,
    { id },
  );
}

const LEVER_PAGE_LIMIT = 100;

/**
 * Reads one lever, the visible experiences that use it, at most 100, most recent first, and the orders of magnitude of
 * them all. Throws `lever-not-found`, `index-not-ready`.
 */
export function createGetLever({ store, taxonomy, currentIndex }: BrowseDependencies) {
  return async (id: string, audience: Audience, signal?: AbortSignal) => {
    const lever = taxonomy.levers.find((candidate) => candidate.id === id);
    if (lever === undefined) throw leverNotFound(id);
    const request = {
      filter: { levers: [id] },
      concepts: null,
      sort: 'year',
      after: null,
      limit: LEVER_PAGE_LIMIT,
    } as const;
    const search = () => store.search(request, audience, signal);
    const { index, result } = await readOneVersion(currentIndex, audience, search, signal);
    return {
      lever,
      experienceCount: index.leverCounts.get(id) ?? 0,
      experiences: result.page.items,
      costs: findCostRanges(index.costed.filter(({ levers }) => levers.includes(id))),
    };
  };
}
