import { DomainError } from '../domain/errors.ts';
import type { Audience } from '../domain/experience/experience.ts';
import type { IndexSnapshot } from '../domain/matching/retrieval.ts';
import type { ExperienceStore } from '../ports/experience-store.ts';

/** Gives the published index as an audience sees it. */
export type CurrentIndex = (audience: Audience, signal?: AbortSignal) => Promise<IndexSnapshot>;

/** Publications that one question may meet before it is asked to come back: they take longer than it does. */
const MAX_ATTEMPTS = 20;

/**
 * Reads with the index as it stands, and from the start again when the answer comes from another
 * version, which was published meanwhile: an answer is wholly of one version.
 * @throws DomainError `index-not-ready` when nothing was published yet, or when publications never leave
 * the time to read
 */
export async function readOneVersion<T extends { readonly version: string | null }>(
  currentIndex: CurrentIndex,
  audience: Audience,
  read: (index: IndexSnapshot) => Promise<T>,
  signal?: AbortSignal,
): Promise<{ readonly index: IndexSnapshot; readonly result: T }> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const index = await currentIndex(audience, signal);
    const result = await read(index);
    if (result.version === index.version) return { index, result };
  }
  throw indexNotReady();
}

export function indexNotReady(): DomainError<'index-not-ready'> {
  return new DomainError(
    'index-not-ready',
    'Les expériences ne sont pas encore indexées : réessayez dans quelques secondes, ou lancez « essaimage serve » et attendez la fin de l’import.',
    {},
  );
}

/**
 * Keeps the last snapshot of each audience and reads it again only when its version has changed,
 * so that several processes on one database always agree.
 * @throws DomainError `index-not-ready` when nothing was published yet
 */
export function createCurrentIndex(
  store: Pick<ExperienceStore, 'currentVersion' | 'loadSnapshot'>,
): CurrentIndex {
  const snapshots = new Map<Audience, IndexSnapshot>();
  return async (audience, signal) => {
    const version = await store.currentVersion(audience, signal);
    const known = snapshots.get(audience);
    if (known !== undefined && known.version === version) return known;
    const snapshot = version === null ? null : await store.loadSnapshot(audience, signal);
    if (snapshot === null) throw indexNotReady();
    snapshots.set(audience, snapshot);
    return snapshot;
  };
}
