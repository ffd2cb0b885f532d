import type { DatedId, ExperienceStore } from '../../ports/experience-store.ts';
import { indexNotReady } from '../common/current-index.ts';

/**
 * Lists the ids of public experiences in their order, for members too: search engines keep a copy.
 * Throws DomainError `index-not-ready`, `deadline-exceeded`, `store-unavailable`.
 */
export type ListPublicIds = (
  range: { readonly offset: number; readonly limit: number },
  signal?: AbortSignal,
) => Promise<{ readonly total: number; readonly items: readonly DatedId[] }>;

export function createListPublicIds(store: Pick<ExperienceStore, 'listIds'>): ListPublicIds {
  return async (range, signal) => {
    const { version, total, items } = await store.listIds(range, 'public', signal);
    if (version === null) throw indexNotReady();
    return { total, items };
  };
}
