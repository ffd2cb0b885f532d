import type { Audience } from '../../domain/experience/experience.ts';
import type { ImportStore, StoredFiche } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/read-experience.ts';

/** Rights of the reader of a fiche. */
export interface FicheReader {
  readonly audience: Audience;
  /** Editors see hidden fiches. */
  readonly mayEdit: boolean;
}

export interface FicheEditor extends FicheReader {
  /** Prefix of the API key, for the audit. */
  readonly actor: string;
}

/** Whether the reader may see the fiche. */
export function isSeenBy(
  { experience, hidden }: Pick<StoredFiche, 'experience' | 'hidden'>,
  { audience, mayEdit }: FicheReader,
): boolean {
  return (audience === 'members' || experience.access === 'public') && (!hidden || mayEdit);
}

/**
 * Reads a stored fiche for any audience, hidden or not, without the evidence of corrected fields.
 * Throws DomainError `experience-not-found`.
 */
type ReadFiche = (id: string, signal?: AbortSignal) => Promise<StoredFiche>;

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
