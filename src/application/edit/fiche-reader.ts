import type { Audience } from '../../domain/experience/experience.ts';
import type { StoredFiche } from '../../ports/import-store.ts';

/** Who reads or changes a fiche. */
export interface FicheReader {
  readonly audience: Audience;
  /** Sees what is hidden. */
  readonly mayEdit: boolean;
}

export interface FicheEditor extends FicheReader {
  /** Prefix of the key, for the audit. */
  readonly actor: string;
}

/** Whether a fiche exists for a reader. */
export function isSeenBy(
  { experience, hidden }: Pick<StoredFiche, 'experience' | 'hidden'>,
  { audience, mayEdit }: FicheReader,
): boolean {
  return (audience === 'members' || experience.access === 'public') && (!hidden || mayEdit);
}
