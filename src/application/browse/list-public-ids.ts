import type { ExperienceStore } from '../../ports/experience-store.ts';
import { indexNotReady } from '../common/current-index.ts';

/**
 * Lists the ids of public experiences in their order, for members too: search engines keep a copy.
 * Throws DomainError `index-not-ready`, `deadline-exceeded`, `store-unavailable`.
 */
export function createListPublicIds(store: Pick<ExperienceStore, 'listIds'>) {
  return async (range: { readonly offset: number; readonly limit: number }, signal?: AbortSignal) => {
    const { version, total, items } = await store.listIds(range, 'public', signal);
    if (version === null) throw indexNotReady();
    return { total, items };
  };
}
