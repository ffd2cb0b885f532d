import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { CurrentIndex } from '../common/current-index.ts';

export interface Readiness {
  readonly index: string;
  readonly model: string;
}

export type CheckReadiness = () => Promise<Readiness>;

/**
 * Resolves when a request would be served: the store responds and an index is published.
 * Throws DomainError `index-not-ready`, `store-unavailable`, `deadline-exceeded`.
 */
export function createCheckReadiness(store: ExperienceStore, currentIndex: CurrentIndex): CheckReadiness {
  return async () => {
    await store.ping();
    const { version, modelId } = await currentIndex.current('public');
    return { index: version, model: modelId };
  };
}
