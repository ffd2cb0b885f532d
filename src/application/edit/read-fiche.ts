import type { ImportStore, StoredFiche } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/read-experience.ts';

/**
 * Reads a stored fiche for any audience, hidden or not, without the evidence of corrected fields.
 * Throws DomainError `experience-not-found`.
 */
export type ReadFiche = (id: string, signal?: AbortSignal) => Promise<StoredFiche>;

export function createReadFiche(store: Pick<ImportStore, 'loadFiche'>): ReadFiche {
  return async (id, signal) => {
    const fiche = await store.loadFiche(id, signal);
    if (fiche === null) throw experienceNotFound(id);
    const corrected = new Set(fiche.corrections.map(({ field }) => field));
    return {
      ...fiche,
      evidence: fiche.evidence.filter(({ pointer }) => !corrected.has(pointer.split('/')[1] ?? '')),
    };
  };
}
