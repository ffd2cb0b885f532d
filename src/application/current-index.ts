import { DomainError } from '../domain/errors.ts';
import type { Audience } from '../domain/experience/experience.ts';
import type { IndexSnapshot } from '../domain/matching/retrieval.ts';
import type { ExperienceStore } from '../ports/experience-store.ts';

/** Gives the published index as an audience sees it. */
export type CurrentIndex = (audience: Audience) => Promise<IndexSnapshot>;

/**
 * Keeps the last snapshot of each audience and reads it again only when its version has changed,
 * so that several processes on one database always agree.
 * @throws DomainError `index-not-ready` when nothing was published yet
 */
export function createCurrentIndex(
  store: Pick<ExperienceStore, 'currentVersion' | 'loadSnapshot'>,
): CurrentIndex {
  const snapshots = new Map<Audience, IndexSnapshot>();
  return async (audience) => {
    const version = await store.currentVersion(audience);
    const known = snapshots.get(audience);
    if (known !== undefined && known.version === version) return known;
    const snapshot = version === null ? null : await store.loadSnapshot(audience);
    if (snapshot === null) {
      throw new DomainError(
        'index-not-ready',
        "Les expériences ne sont pas encore indexées : réessayez dans quelques secondes, ou lancez « essaimage serve » et attendez la fin de l'import.",
        {},
      );
    }
    snapshots.set(audience, snapshot);
    return snapshot;
  };
}
