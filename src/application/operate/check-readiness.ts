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
export function createCheckReadiness({ current }: CurrentIndex): CheckReadiness {
  return async () => {
    const { version, modelId } = await current('public');
    return { index: version, model: modelId };
  };
}
