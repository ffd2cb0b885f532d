import type { ImportNote, ImportNoteCode } from '../../domain/resource/resource.ts';
import type { ChangeSource, StoredState } from '../../ports/import-store.ts';

/**
 * Leaves one source to each experience and resource: the first in the documents wins, and stored experiences
 * keep theirs unless they come from the starter corpus and the import is trusted. Rejected ones are noted.
 */
export function settleOwnership(
  sources: readonly ChangeSource[],
  state: StoredState,
  isTrusted: boolean,
): { readonly sources: readonly ChangeSource[]; readonly notes: readonly ImportNote[] } {
  const notes: ImportNote[] = [];
  const keys = new Set<string>();
  const ids = new Set<string>();
  const settled = sources.flatMap((source): ChangeSource[] => {
    if (keys.has(source.key)) {
      notes.push(
        note('repeated', source, describe(source), 'vient deux fois : seule la première est gardée.'),
      );
      return [];
    }
    keys.add(source.key);
    const experiences = source.experiences.filter(({ draft }) => {
      const reason = ids.has(draft.id)
        ? 'porte un identifiant déjà pris plus haut : elle est laissée de côté.'
        : isTaken(draft.id, source, state, isTrusted)
          ? 'porte l’identifiant d’une expérience qui vient d’une autre source : elle est laissée de côté.'
          : null;
      ids.add(draft.id);
      if (reason !== null) notes.push(note('id-taken', source, `L’expérience « ${draft.id} »`, reason));
      return reason === null;
    });
    return source.resource === null && experiences.length === 0 ? [] : [{ ...source, experiences }];
  });
  return { sources: settled, notes };
}

function isTaken(id: string, { resource }: ChangeSource, state: StoredState, isTrusted: boolean): boolean {
  const owner = state.experiences.get(id);
  if (owner === undefined) return false;
  if (owner.origin === 'corpus') return !isTrusted;
  return owner.resourceId !== (resource?.id ?? null);
}

function describe({ resource, key }: ChangeSource): string {
  return resource === null ? `La fiche « ${key} »` : `La ressource « ${resource.title} »`;
}

function note(code: ImportNoteCode, { resource }: ChangeSource, subject: string, what: string): ImportNote {
  return {
    code,
    detail: `${subject} ${what}`,
    resourceId: resource?.id ?? null,
    line: resource?.line ?? null,
  };
}
