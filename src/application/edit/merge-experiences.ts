import { DomainError } from '../../domain/errors.ts';
import type { CORRECTABLE_FIELDS, Experience, Source } from '../../domain/experience/experience.ts';
import type { StoredFiche } from '../../ports/import-store.ts';
import type { CorrectExperience } from './correct-experience.ts';
import type { FicheEditor } from './fiche-reader.ts';

/** Fields that a merge may take from the other experience; sources are always kept. */
export const MERGED_FIELDS = [
  'title',
  'summary',
  'territories',
  'setting',
  'year',
  'themes',
  'levers',
  'needsMet',
  'figures',
  'state',
  'difficulties',
] as const satisfies readonly (typeof CORRECTABLE_FIELDS)[number][];
export type MergedField = (typeof MERGED_FIELDS)[number];

export interface MergeRequest {
  readonly id: string;
  /** Experience that stays. */
  readonly into: string;
  /** Fields that it takes from the other. */
  readonly fields: readonly MergedField[];
}

/**
 * Makes one experience of two: the kept one names both sources and takes the chosen fields, the other is set aside
 * with the reason. Done again after a failure, it changes nothing more. Returns the kept experience.
 * Throws DomainError `merge-refused`, and the errors of `CorrectExperience`.
 */
export type MergeExperiences = (request: MergeRequest, editor: FicheEditor) => Promise<Experience>;

export interface MergeDependencies {
  readonly readFiche: (
    id: string,
    editor: FicheEditor,
  ) => Promise<Pick<StoredFiche, 'experience' | 'status'>>;
  readonly correctExperience: CorrectExperience;
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

/** Refuses a merge that would take the experience from readers, or show them a members' one. */
function checkMerge(other: Merged, kept: Merged): void {
  const [id, into] = [other.experience.id, kept.experience.id];
  const refuse = (reason: string) => {
    throw new DomainError('merge-refused', `La fusion est refusée : ${reason}.`, { id, into });
  };
  if (id === into) refuse('une fiche ne se fusionne pas avec elle-même');
  if (kept.status === 'set-aside' || (other.status === 'published' && kept.status !== 'published')) {
    refuse('la fiche qui reste n’est pas publiée ; publiez-la d’abord, ou gardez l’autre');
  }
  if (other.experience.access === 'members' && kept.experience.access === 'public') {
    refuse('l’une est réservée aux membres et l’autre ouverte à tous ; donnez-leur d’abord le même accès');
  }
}

export function createMergeExperiences({
  readFiche,
  correctExperience,
}: MergeDependencies): MergeExperiences {
  return async ({ id, into, fields }, editor) => {
    const [left, right] = [await readFiche(id, editor), await readFiche(into, editor)];
    checkMerge(left, right);
    const [other, kept] = [left.experience, right.experience];
    const taken = Object.fromEntries(fields.map((field) => [field, other[field]]));
    await correctExperience(into, { ...taken, otherSources: joinSources(kept, other) }, editor);
    // Without its title, which an erasure of that fiche would leave here.
    const statusReason = `Même expérience que la fiche « ${into} ».`;
    await correctExperience(id, { status: 'set-aside', statusReason }, editor);
    return (await readFiche(into, editor)).experience;
  };
}
