import type { Audience } from '../../domain/experience/experience.ts';
import type { StoredFiche } from '../../ports/import-store.ts';

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
