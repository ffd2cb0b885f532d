import { parseCorrections } from '../../domain/experience/corrections.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { FicheReader, ImportStore, StoredFiche } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/search-experiences.ts';
import { canonicalJson } from '../common/canonical-json.ts';

export interface FicheEditor extends FicheReader {
  /** Prefix of the API key, for the audit. */
  readonly actor: string;
}

export interface ReadFiche extends StoredFiche {
  readonly version: string;
}

const VERSION_LENGTH = 32;

/** Hash of everything that a correction changes: two states of a fiche with the same version are the same. */
export function versionOf(
  {
    experience,
    status,
    statusReason,
  }: Pick<StoredFiche, 'experience' | 'status'> & { readonly statusReason: string | null },
  hash: Hasher,
): string {
  return hash(canonicalJson([experience, status, statusReason])).slice(0, VERSION_LENGTH);
}

export function storedVersion(fiche: StoredFiche, hash: Hasher): string {
  const { statusReason = null } = parseCorrections(fiche.corrections);
  return versionOf({ ...fiche, statusReason }, hash);
}

/**
 * Reads a stored fiche, without the evidence of corrected fields.
 * Throws DomainError `experience-not-found`, also for one that the reader may not see.
 */
export function createReadFiche(store: Pick<ImportStore, 'loadFiche'>, hash: Hasher) {
  return async (id: string, reader: FicheReader, signal?: AbortSignal): Promise<ReadFiche> => {
    const fiche = await store.loadFiche(id, reader, signal);
    if (fiche === null) throw experienceNotFound(id);
    const corrected = new Set(fiche.corrections.map(({ field }) => field));
    return {
      ...fiche,
      version: storedVersion(fiche, hash),
      evidence: fiche.evidence.filter(({ pointer }) => !corrected.has(pointer.split('/')[1] ?? '')),
    };
  };
}
