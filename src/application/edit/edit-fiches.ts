import {
  type CorrectionRecord,
  type Corrections,
  parseCorrections,
} from '../../domain/experience/corrections.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import { type AuditNote, ficheKey, type StoredFiche } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/search-experiences.ts';
import { indexCorrections, type PreparedChange, prepareChange } from '../index/prepare-change.ts';
import { type FicheEditor, versionOf } from './fiche-reader.ts';
import { createEditStage, type EditingDependencies, publishEdit } from './publish-edit.ts';

/** Corrected fields; absent ones stay unchanged. */
export type ExperiencePatch = Omit<Corrections, 'deleted' | 'erased'>;

/** Fiche as an edit left it, before any later change. */
export interface EditedFiche extends Pick<StoredFiche, 'experience' | 'status'> {
  readonly statusReason: string | null;
  readonly version: string;
}

export interface EditRequest {
  readonly ids: readonly string[];
  readonly action: Extract<AuditNote['action'], 'correct' | 'merge'>;
  /** Returns the patch of each fiche, in the order of `ids`, or throws the reason of a refusal. */
  readonly plan: (fiches: readonly StoredFiche[]) => readonly ExperiencePatch[];
  /** Checks each fiche as it was and as it becomes; throws the reason of a refusal. */
  readonly check: (before: Experience, after: Experience) => void;
  readonly editor: FicheEditor;
  /** Ends the edit before it is written, never after. */
  readonly signal?: AbortSignal | undefined;
}

interface Edit {
  readonly fiche: StoredFiche;
  readonly records: readonly CorrectionRecord[];
}

function toRecords(
  experienceId: string,
  patch: ExperiencePatch,
  { actor }: FicheEditor,
  { now }: EditingDependencies,
): readonly CorrectionRecord[] {
  const at = now().toISOString();
  return Object.entries(patch)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ experienceId, field, value, actor, at }));
}

/** Stored corrections, without those that the edit replaces, and its own. */
export function correctionsAfter({ fiche, records }: Edit): readonly CorrectionRecord[] {
  const fields = new Set(records.map(({ field }) => field));
  return [...fiche.corrections.filter(({ field }) => !fields.has(field)), ...records];
}

/** Prepares a stored fiche with other corrections than its own. Pure. */
export function prepareStored(
  { draft, evidence, confidence, status, byHand, rereading, origin, resource, goneSince }: StoredFiche,
  corrections: readonly CorrectionRecord[],
  dependencies: EditingDependencies,
): PreparedChange {
  const experiences = [{ draft, evidence, confidence, status, byHand, rereading }];
  const source = { key: ficheKey(draft.id), origin, resource, goneSince, experiences };
  return prepareChange(source, indexCorrections(corrections), dependencies);
}

/** Prepares the experience with its corrections, old and new. */
function prepareFiche(
  edit: Edit,
  { check }: EditRequest,
  dependencies: EditingDependencies,
): { readonly change: PreparedChange; readonly edited: EditedFiche } {
  const before = edit.fiche.experience;
  const change = prepareStored(edit.fiche, correctionsAfter(edit), dependencies);
  const [item] = change.experiences;
  if (item === undefined) throw experienceNotFound(before.id);
  const { experience } = item.prepared;
  check(before, experience);
  return { change, edited: describeEdited(edit, { experience, status: item.status }, dependencies) };
}

export function describeEdited(
  edit: Edit,
  { experience, status }: Pick<StoredFiche, 'experience' | 'status'>,
  { hash }: EditingDependencies,
): EditedFiche {
  const { statusReason = null } = parseCorrections(correctionsAfter(edit));
  const edited = { experience, status, statusReason };
  return { ...edited, version: versionOf(edited, hash) };
}

/** Returns the previous and the new values of the edited fields. */
function auditOf({ action, editor }: EditRequest, { fiche, records }: Edit): AuditNote {
  const { experience, status, corrections } = fiche;
  const shown = new Map<string, unknown>(
    Object.entries({ statusReason: null, ...parseCorrections(corrections), ...experience, status }),
  );
  return {
    actor: editor.actor,
    action,
    subject: experience.id,
    before: Object.fromEntries(records.map(({ field }) => [field, shown.get(field) ?? null])),
    after: Object.fromEntries(records.map(({ field, value }) => [field, value])),
  };
}

/** Plans the edits from the stored fiches, which the editor must still see at each attempt. */
async function planEdits(
  { ids, plan, editor }: EditRequest,
  dependencies: EditingDependencies,
): Promise<readonly Edit[]> {
  const fiches: StoredFiche[] = [];
  for (const id of ids) {
    const fiche = await dependencies.store.loadFiche(id, editor);
    if (fiche === null) throw experienceNotFound(id);
    fiches.push(fiche);
  }
  const patches = plan(fiches);
  return fiches.map((fiche, index) => {
    const records = toRecords(fiche.experience.id, patches[index] ?? {}, editor, dependencies);
    return { fiche, records };
  });
}

/**
 * Edits fiches in one publication.
 * @returns the fiches as they become, in the order of `ids`
 * @throws the errors of `plan` and `check`, the reason of `signal`, and DomainError `experience-not-found`,
 * `index-not-ready`, `model-mismatch`, those of the embedder and the store
 */
export async function editFiches(
  request: EditRequest,
  dependencies: EditingDependencies,
): Promise<readonly EditedFiche[]> {
  const prepare = async () => {
    const edits = await planEdits(request, dependencies);
    const changed = edits.filter(({ records }) => records.length > 0);
    const prepared = new Map(changed.map((edit) => [edit, prepareFiche(edit, request, dependencies)]));
    return {
      result: edits.map(
        (edit) => prepared.get(edit)?.edited ?? describeEdited(edit, edit.fiche, dependencies),
      ),
      changes: [...prepared].map(([{ fiche }, { change }]) => ({ change, storedIds: [fiche.experience.id] })),
      corrections: changed.flatMap(({ records }) => records),
      audits: changed.map((edit) => auditOf(request, edit)),
    };
  };
  return publishEdit(prepare, dependencies, createEditStage(dependencies, request.signal));
}
