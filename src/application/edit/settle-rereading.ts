import { isSame } from '../../domain/experience/difference.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import {
  CORRECTABLE_FIELDS,
  type CorrectableField,
  type TakenField,
} from '../../domain/experience/fields.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { StoredFiche } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/search-experiences.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { changedMeanwhile, checkQuotes, territoryMissing } from './correct-experience.ts';
import { correctionsAfter, describeEdited, type EditedFiche, prepareStored } from './edit-fiches.ts';
import { type FicheEditor, storedVersion } from './fiche-reader.ts';
import { createEditStage, type EditingDependencies, publishEdit } from './publish-edit.ts';

export interface SettleRequest {
  readonly id: string;
  /** Fields that the fiche takes of what its source tells now; it keeps the others. */
  readonly fields: readonly TakenField[];
  /** Version of the reading that the editor saw. */
  readonly reading: string;
}

/** Hash of what the source tells and of the fiche beside it: what an editor decides of. */
export const readingVersion = (fiche: StoredFiche, hash: Hasher): string =>
  hash(canonicalJson([fiche.rereading?.read?.draft ?? null, storedVersion(fiche, hash)])).slice(0, 32);

/**
 * Corrections that keep the fiche as it is where its source changed, but for the fields to take: a corrected one among
 * these is corrected again, to what the source tells.
 */
function findDecided(
  { draft, corrections }: StoredFiche,
  read: StoredFiche['draft'],
  fields: readonly TakenField[],
): readonly (readonly [CorrectableField, unknown])[] {
  const corrected = new Set(corrections.map(({ field }) => field));
  const taken = new Set<CorrectableField>(fields);
  // Nothing keeps a fiche open: its source may close it.
  const isOpening = (field: CorrectableField) => field === 'access' && draft.access === 'public';
  return CORRECTABLE_FIELDS.filter((field) => !isSame(draft[field], read[field])).flatMap((field) =>
    taken.has(field) !== corrected.has(field) || isOpening(field)
      ? []
      : [[field, taken.has(field) ? read[field] : draft[field]] as const],
  );
}

/**
 * Decides of what the source of a fiche tells now: the fiche takes some fields, and keeps the others through later
 * readings of the same. Returns the fiche as it becomes.
 * Throws the reason of `signal`, and DomainError `experience-not-found`, `changed-meanwhile` when the source was read
 * again or somebody changed the fiche, `quote-not-in-fiche`, `territory-missing`, `index-not-ready`, `model-mismatch`,
 * `deadline-exceeded`, `store-unavailable`, `embedder-unavailable`.
 */
export function createSettleRereading(dependencies: EditingDependencies) {
  const { store, hash, now } = dependencies;

  function settle(fiche: StoredFiche, { id, fields, reading }: SettleRequest, { actor }: FicheEditor) {
    const { rereading, experience: before } = fiche;
    if (rereading === null || rereading.isSeen || readingVersion(fiche, hash) !== reading)
      throw changedMeanwhile(id);
    const { read } = rereading;
    const at = now().toISOString();
    const decided = read === null ? [] : findDecided(fiche, read.draft, fields);
    const records = decided.map(([field, value]) => ({ experienceId: id, field, value, actor, at }));
    const settled: StoredFiche =
      read === null
        ? { ...fiche, rereading: { read, isSeen: true } }
        : { ...fiche, ...read, rereading: null };
    const edit = { fiche: settled, records };
    const change = prepareStored(settled, correctionsAfter(edit), dependencies);
    const [item] = change.experiences;
    if (item === undefined) throw experienceNotFound(id);
    const { experience } = item.prepared;
    if (item.status !== fiche.status) throw territoryMissing(id);
    checkQuotes(before, experience);
    const changed = CORRECTABLE_FIELDS.filter((field) => !isSame(before[field], experience[field]));
    const valuesOf = (side: Experience) => Object.fromEntries(changed.map((field) => [field, side[field]]));
    return {
      result: describeEdited(edit, { experience, status: item.status }, dependencies),
      changes: [{ change, storedIds: [id] }],
      corrections: records,
      audits: [
        {
          actor,
          action: 'correct',
          subject: id,
          before: valuesOf(before),
          after: valuesOf(experience),
        } as const,
      ],
    };
  }

  return (request: SettleRequest, editor: FicheEditor, signal: AbortSignal): Promise<EditedFiche> =>
    publishEdit(
      async () => {
        const fiche = await store.loadFiche(request.id, editor);
        if (fiche === null) throw experienceNotFound(request.id);
        return settle(fiche, request, editor);
      },
      dependencies,
      createEditStage(dependencies, signal),
    );
}
