import type { Hasher } from '../../ports/hasher.ts';
import type { ImportStore } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/search-experiences.ts';
import type { FicheEditor } from './fiche-reader.ts';
import { publishEdit } from './publish-edit.ts';

export interface DeletingDependencies {
  readonly store: Pick<ImportStore, 'loadState' | 'loadFiche' | 'hasTraces' | 'publish'>;
  readonly hash: Hasher;
  readonly now: () => Date;
}

/**
 * Deletes an experience for good: later imports of its source do not restore it. `isErased` removes every stored copy
 * of its text too, also that of a fiche that was deleted before. Throws DomainError `experience-not-found`,
 * `deadline-exceeded`, `store-unavailable`.
 */
export function createDeleteExperience(dependencies: DeletingDependencies) {
  const { store, now } = dependencies;
  return (id: string, { isErased }: { readonly isErased: boolean }, editor: FicheEditor): Promise<void> =>
    publishEdit(async () => {
      const fiche = await store.loadFiche(id, editor);
      // The remains of a deleted fiche may be for members only.
      const isKnown =
        fiche !== null || (isErased && editor.audience === 'members' && (await store.hasTraces(id)));
      if (!isKnown) throw experienceNotFound(id);
      const { actor } = editor;
      const correction = { experienceId: id, value: true, actor, at: now().toISOString() };
      const fields = isErased ? ['deleted', 'erased'] : ['deleted'];
      const before = isErased ? null : fiche?.experience;
      return {
        result: undefined,
        changes: [],
        removed: [id],
        corrections: fields.map((field) => ({ ...correction, field })),
        audits: [{ actor, action: isErased ? 'erase' : 'delete', subject: id, before, after: null }],
      };
    }, dependencies);
}
