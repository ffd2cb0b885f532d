import { DomainError } from '../../domain/errors.ts';
import type { Experience, Source } from '../../domain/experience/experience.ts';
import type { MergedField } from '../../domain/experience/fields.ts';
import type { StoredFiche } from '../../ports/import-store.ts';
import { checkQuotes } from './correct-experience.ts';
import { type EditedFiche, editFiches } from './edit-fiches.ts';
import type { FicheEditor } from './fiche-reader.ts';
import type { EditingDependencies } from './publish-edit.ts';

export interface MergeRequest {
  readonly id: string;
  readonly into: string;
  readonly fields: readonly MergedField[];
}

const nameOf = ({ title, url }: Source) => JSON.stringify([url, url === null ? title : null]);

/** Joins the sources of two experiences, without the main source of the kept one. */
function joinSources(kept: Experience, other: Experience): readonly Source[] {
  const all = [...kept.otherSources, other.source, ...other.otherSources];
  const byName = new Map(all.map((source) => [nameOf(source), source]));
  byName.delete(nameOf(kept.source));
  return [...byName.values()];
}

type Merged = Pick<StoredFiche, 'experience' | 'status'>;

function refuseMerge(other: Merged, kept: Merged, reason: string): never {
  const [id, into] = [other.experience.id, kept.experience.id];
  throw new DomainError('merge-refused', `La fusion est refusée : ${reason}.`, { id, into });
}

/** Refuses a merge that would take the experience from readers, or show them a members' one. */
function checkMerge(other: Merged, kept: Merged): void {
  const refuse = (reason: string) => refuseMerge(other, kept, reason);
  if (other.experience.id === kept.experience.id) refuse('une fiche ne se fusionne pas avec elle-même');
  if (kept.status === 'set-aside' || (other.status === 'published' && kept.status !== 'published')) {
    refuse('la fiche qui reste n’est pas publiée ; publiez-la d’abord, ou gardez l’autre');
  }
  const isHidden = other.status === 'published' && kept.experience.access === 'members';
  if (
    other.experience.access !== kept.experience.access &&
    (kept.experience.access === 'public' || isHidden)
  ) {
    refuse('l’une est réservée aux membres et l’autre ouverte à tous ; donnez-leur d’abord le même accès');
  }
}

/** Returns the patches of the set aside and of the kept fiche. */
function planMerge(other: Merged, kept: Merged, fields: readonly MergedField[]) {
  checkMerge(other, kept);
  if (fields.includes('territories') && other.experience.territories.length === 0)
    refuseMerge(other, kept, 'l’autre n’a pas de territoire à lui prendre');
  const taken = Object.fromEntries(fields.map((field) => [field, other.experience[field]]));
  // Without its title, which an erasure of that fiche would leave here.
  const statusReason = `Même expérience que la fiche « ${kept.experience.id} ».`;
  return [
    { status: 'set-aside' as const, statusReason, mergedInto: kept.experience.id },
    { ...taken, otherSources: joinSources(kept.experience, other.experience) },
  ];
}

/**
 * Makes one experience of two: the kept one names both sources and takes the chosen fields, the other is set aside
 * with the reason. Both change in one publication. Returns the kept fiche.
 * Throws DomainError `merge-refused`, and the errors of `editFiches`.
 */
export function createMergeExperiences(dependencies: EditingDependencies) {
  return async ({ id, into, fields }: MergeRequest, editor: FicheEditor): Promise<EditedFiche> => {
    const edit = {
      ids: [id, into],
      action: 'merge',
      plan: ([other, kept]: readonly Merged[]) =>
        other === undefined || kept === undefined ? [] : planMerge(other, kept, fields),
      check: checkQuotes,
      editor,
    } as const;
    const [, kept] = await editFiches(edit, dependencies);
    if (kept === undefined) throw new Error(`no merge into ${into}`);
    return kept;
  };
}
