import type { FicheReader, ImportStore, StoredFiche } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/read-experience.ts';

export interface FicheEditor extends FicheReader {
  /** Prefix of the API key, for the audit. */
  readonly actor: string;
}

/**
 * Reads a stored fiche, without the evidence of corrected fields.
 * Throws DomainError `experience-not-found`, also for one that the reader may not see.
 */
type ReadFiche = (id: string, reader: FicheReader, signal?: AbortSignal) => Promise<StoredFiche>;

export function createReadFiche(store: Pick<ImportStore, 'loadFiche'>): ReadFiche {
  return async (id, reader, signal) => {
    const fiche = await store.loadFiche(id, reader, signal);
    if (fiche === null) throw experienceNotFound(id);
    const corrected = new Set(fiche.corrections.map(({ field }) => field));
    return {
      ...fiche,
      evidence: fiche.evidence.filter(({ pointer }) => !corrected.has(pointer.split('/')[1] ?? '')),
    };
  };
}
