import type { CorrectionRecord } from '../../domain/experience/corrections.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { ImportStore } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/search-experiences.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import type { FicheEditor } from './fiche-reader.ts';

/** `isErased` removes every stored copy of its text too, also that of a fiche that was deleted before. */
export type DeleteExperience = (
  id: string,
  options: { readonly isErased: boolean },
  editor: FicheEditor,
) => Promise<void>;

export interface DeletingDependencies {
  readonly store: Pick<ImportStore, 'loadState' | 'loadFiche' | 'hasTraces' | 'publish'>;
  readonly hash: Hasher;
  readonly now: () => Date;
}

/**
 * Deletes an experience for good: later imports of its source do not restore it.
 * Throws DomainError `experience-not-found`, `deadline-exceeded`, `store-unavailable`.
 */
export function createDeleteExperience({ store, hash, now }: DeletingDependencies): DeleteExperience {
  return async (id, { isErased }, editor) => {
    for (;;) {
      // Read the revision first: any later write makes the deletion start again.
      const { revision } = await store.loadState();
      const fiche = await store.loadFiche(id, editor);
      // The remains of a deleted fiche may be for members only.
      const isKnown =
        fiche !== null || (isErased && editor.audience === 'members' && (await store.hasTraces(id)));
      if (!isKnown) throw experienceNotFound(id);
      const at = now().toISOString();
      const correct = (field: string): CorrectionRecord => ({
        experienceId: id,
        field,
        value: true,
        actor: editor.actor,
        at,
      });
      const corrections = isErased ? [correct('deleted'), correct('erased')] : [correct('deleted')];
      const batch = `edit-${hash(canonicalJson([revision, corrections])).slice(0, 32)}`;
      const outcome = await store.publish(batch, {
        revision,
        keys: [],
        recipe: null,
        removed: [id],
        gone: [],
        corrections,
        audits: [
          {
            actor: editor.actor,
            action: isErased ? 'erase' : 'delete',
            subject: id,
            before: isErased ? null : fiche?.experience,
            after: null,
          },
        ],
        job: null,
        at,
      });
      if (outcome === 'published') return;
    }
  };
}
