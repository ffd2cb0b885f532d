import {
  type CorrectionRecord,
  type Corrections,
  parseCorrections,
} from '../../domain/experience/corrections.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import { type AuditNote, ficheKey, type StoredFiche } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/read-experience.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { checkModel } from '../common/check-model.ts';
import { indexNotReady } from '../common/current-index.ts';
import { indexCorrections, type PreparedChange, prepareChange } from '../index/prepare-change.ts';
import { createStager, type StagingDependencies } from '../index/stage-changes.ts';
import type { FicheEditor } from './fiche-reader.ts';

/** Corrected fields; absent ones stay unchanged. */
export type ExperiencePatch = Omit<Corrections, 'deleted' | 'erased'>;

export interface EditingDependencies extends StagingDependencies {
  readonly now: () => Date;
}

/** Edit of one or more fiches, published together. */
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

/** Prepares the experience with its corrections, old and new. */
function prepareEdit({ fiche, records }: Edit, dependencies: EditingDependencies): PreparedChange {
  const { draft, evidence, confidence, status, byHand, origin, resource, goneSince } = fiche;
  const fields = new Set(records.map(({ field }) => field));
  const kept = fiche.corrections.filter(({ field }) => !fields.has(field));
  const experiences = [{ draft, evidence, confidence, status, byHand }];
  const source = { key: ficheKey(draft.id), origin, resource, goneSince, experiences };
  const change = prepareChange(source, indexCorrections([...kept, ...records]), dependencies);
  // A null hash leaves the stored resource unchanged.
  return { ...change, resourceHash: null };
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

/** Stages the edits of a batch. Returns the keys and the experiences, in their order. */
async function stageEdits(
  edits: readonly Edit[],
  stager: Awaited<ReturnType<typeof createStager>>,
  { check, signal }: EditRequest,
  dependencies: EditingDependencies,
): Promise<{ readonly keys: readonly string[]; readonly experiences: readonly Experience[] }> {
  const keys: string[] = [];
  const experiences: Experience[] = [];
  for (const edit of edits) {
    const change = prepareEdit(edit, dependencies);
    const before = edit.fiche.experience;
    const after = change.experiences[0]?.prepared.experience;
    if (after === undefined) throw experienceNotFound(before.id);
    check(before, after);
    await stager.stage(change, [before.id], signal);
    keys.push(change.source.key);
    experiences.push(after);
  }
  return { keys, experiences };
}

/**
 * Edits fiches in one publication, again from the start when the store changed meanwhile.
 * @returns the experiences as they become, in the order of `ids`
 * @throws the errors of `plan` and `check`, the reason of `signal`, and DomainError `experience-not-found`,
 * `index-not-ready`, `model-mismatch`, those of the embedder and the store
 */
export async function editFiches(
  request: EditRequest,
  dependencies: EditingDependencies,
): Promise<readonly Experience[]> {
  const { store, hash, now, embedder } = dependencies;
  for (;;) {
    // Read the revision first: any later write makes the edit start again.
    const { revision, recipe } = await store.loadState();
    const edits = await planEdits(request, dependencies);
    const changed = edits.filter(({ records }) => records.length > 0);
    if (changed.length === 0) return edits.map(({ fiche }) => fiche.experience);
    if (recipe === null) throw indexNotReady();
    checkModel(recipe.modelId, embedder);
    const corrections = changed.flatMap(({ records }) => records);
    // Concurrent edits stage separately.
    const batch = `edit-${hash(canonicalJson([revision, corrections])).slice(0, 32)}`;
    const stager = await createStager({ batch, recipe, reuseStored: true }, dependencies);
    const { keys, experiences } = await stageEdits(edits, stager, request, dependencies);
    const outcome = await store.publish(batch, {
      revision,
      keys,
      recipe: null,
      removed: [],
      gone: [],
      corrections,
      audits: changed.map((edit) => auditOf(request, edit)),
      job: null,
      at: now().toISOString(),
    });
    if (outcome === 'published') return experiences;
  }
}
