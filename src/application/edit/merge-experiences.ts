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
 * Throws the errors of `CorrectExperience`.
 */
export type MergeExperiences = (request: MergeRequest, editor: FicheEditor) => Promise<Experience>;

export interface MergeDependencies {
  readonly readFiche: (id: string, editor: FicheEditor) => Promise<Pick<StoredFiche, 'experience'>>;
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

export function createMergeExperiences({
  readFiche,
  correctExperience,
}: MergeDependencies): MergeExperiences {
  return async ({ id, into, fields }, editor) => {
    const { experience: other } = await readFiche(id, editor);
    const { experience: kept } = await readFiche(into, editor);
    const taken = Object.fromEntries(fields.map((field) => [field, other[field]]));
    await correctExperience(into, { ...taken, otherSources: joinSources(kept, other) }, editor);
    const statusReason = `Même expérience que « ${kept.title} » (${into}).`;
    await correctExperience(id, { status: 'set-aside', statusReason }, editor);
    return (await readFiche(into, editor)).experience;
  };
}
