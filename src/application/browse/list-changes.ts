import { DomainError } from '../../domain/errors.ts';
import type { ChangePosition, ExperienceStore, PublicChange } from '../../ports/experience-store.ts';
import { indexNotReady } from '../common/current-index.ts';

export interface ChangeList {
  /** In their order; the last change of each experience alone. */
  readonly items: readonly PublicChange[];
  /** Position to ask after next time, also when nothing follows yet. */
  readonly next: ChangePosition;
  /** Whether others follow already. */
  readonly hasMore: boolean;
}

/**
 * Lists the changes of public experiences after a position or from an instant, for members too: readers keep a copy.
 * @throws DomainError `cursor-invalid` for a position of another history, as of a database restored since
 * @throws DomainError `index-not-ready`, `deadline-exceeded`, `store-unavailable`
 */
export function createListChanges(store: Pick<ExperienceStore, 'listChanges'>) {
  return async (
    since: ChangePosition | Date | null,
    limit: number,
    signal?: AbortSignal,
  ): Promise<ChangeList> => {
    const { version, isKnown, start, items: found } = await store.listChanges(since, limit + 1, signal);
    if (version === null) throw indexNotReady();
    if (!isKnown) {
      throw new DomainError(
        'cursor-invalid',
        'Ce curseur vient d’un autre état du service, qui a été restauré ou recréé depuis : la suite ne peut pas en être donnée. Refaites la copie, sans « since ».',
        {},
      );
    }
    const items = found.slice(0, limit);
    const { number, at } = items.at(-1) ?? start;
    return { items, next: { number, at }, hasMore: found.length > limit };
  };
}
