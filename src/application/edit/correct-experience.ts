import type { CorrectionRecord } from '../../domain/experience/corrections.ts';
import { type Corrections, parseCorrections } from '../../domain/experience/corrections.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import { type AuditNote, ficheKey, type IndexRecipe, type StoredFiche } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/read-experience.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { checkModel } from '../common/check-model.ts';
import { checkTaxonomy } from '../common/check-taxonomy.ts';
import { indexNotReady } from '../common/current-index.ts';
import { resolveTerritory } from '../common/resolve-territory.ts';
import { indexCorrections, type PreparedChange, prepareChange } from '../index/prepare-change.ts';
import { createStager, type StagingDependencies } from '../index/stage-changes.ts';
import { type FicheEditor, isSeenBy } from './fiche-reader.ts';

/** Corrected fields; absent ones stay unchanged. */
export type ExperiencePatch = Omit<Corrections, 'deleted'>;

export type CorrectExperience = (
  id: string,
  patch: ExperiencePatch,
  editor: FicheEditor,
) => Promise<Experience>;
export type DeleteExperience = (id: string, editor: FicheEditor) => Promise<void>;

export interface EditingDependencies extends StagingDependencies {
  readonly now: () => Date;
}

interface EditRequest {
  readonly id: string;
  readonly records: readonly CorrectionRecord[];
  readonly action: AuditNote['action'];
  readonly editor: FicheEditor;
}

/** An edit prepared against one revision of the store. */
interface Edit extends EditRequest {
  readonly revision: number;
  readonly recipe: IndexRecipe;
  readonly fiche: StoredFiche;
}

/** Refuses unknown themes, levers and territories. */
function checkPatch(
  { themes, levers, territories }: ExperiencePatch,
  dependencies: EditingDependencies,
): void {
  const { taxonomy, gazetteer } = dependencies;
  checkTaxonomy(taxonomy, { themes: themes ?? [], levers: (levers ?? []).map(({ lever }) => lever) });
  for (const { code, kind } of territories ?? []) {
    if (code !== null) resolveTerritory(gazetteer, code, kind);
  }
}

function toRecords(
  experienceId: string,
  corrections: Corrections,
  actor: string,
  now: () => Date,
): readonly CorrectionRecord[] {
  const at = now().toISOString();
  return Object.entries(corrections)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ experienceId, field, value, actor, at }));
}

/** Checks at each attempt that the editor may still see the fiche. */
async function loadSeen(
  id: string,
  editor: FicheEditor,
  { store }: EditingDependencies,
): Promise<StoredFiche> {
  const fiche = await store.loadFiche(id);
  if (fiche === null || !isSeenBy(fiche, editor)) throw experienceNotFound(id);
  return fiche;
}

async function prepareEdit(request: EditRequest, dependencies: EditingDependencies): Promise<Edit> {
  // Read the revision first: any later write makes the edit start again.
  const { revision, recipe } = await dependencies.store.loadState();
  const fiche = await loadSeen(request.id, request.editor, dependencies);
  if (recipe === null) throw indexNotReady();
  checkModel(recipe.modelId, dependencies.embedder);
  return { ...request, revision, recipe, fiche };
}

/** Prepares the experience with its corrections, old and new; no experience when they delete it. */
function applyEdit({ fiche, records }: Edit, dependencies: EditingDependencies): PreparedChange {
  const { draft, evidence, origin, resource, goneSince } = fiche;
  const fields = new Set(records.map(({ field }) => field));
  const kept = fiche.corrections.filter(({ field }) => !fields.has(field));
  const experiences = [{ draft, evidence }];
  const source = { key: ficheKey(draft.id), origin, resource, goneSince, experiences };
  return prepareChange(source, indexCorrections([...kept, ...records]), dependencies);
}

/** Returns the previous values of the edited fields, for the audit. */
function valuesBefore({ fiche, records, action }: Edit): unknown {
  if (action === 'delete') return fiche.experience;
  const { hidden, experience } = fiche;
  const shown = new Map<string, unknown>(Object.entries({ ...experience, hidden }));
  return Object.fromEntries(records.map(({ field }) => [field, shown.get(field) ?? null]));
}

/** @returns the corrected experience, null when it was deleted; false when the store changed meanwhile */
async function writeEdit(edit: Edit, dependencies: EditingDependencies): Promise<Experience | null | false> {
  const { store, hash, now } = dependencies;
  const { id, revision, recipe, records, action, editor } = edit;
  // Concurrent edits stage separately.
  const batch = `edit-${hash(canonicalJson([revision, records])).slice(0, 32)}`;
  const change = applyEdit(edit, dependencies);
  const isDeleted = change.experiences.length === 0;
  // A null hash leaves the stored resource unchanged.
  const alone = { ...change, resourceHash: null };
  const stager = await createStager({ batch, recipe, reuseStored: true }, dependencies);
  if (!isDeleted) await stager.stage(alone, [id]);
  const outcome = await store.publish(batch, {
    revision,
    keys: isDeleted ? [] : [change.source.key],
    recipe: null,
    removed: isDeleted ? [id] : [],
    gone: [],
    corrections: records,
    audit: {
      actor: editor.actor,
      action,
      subject: id,
      before: valuesBefore(edit),
      after: isDeleted ? null : Object.fromEntries(records.map(({ field, value }) => [field, value])),
    },
    job: null,
    at: now().toISOString(),
  });
  return outcome === 'published' && (change.experiences[0]?.prepared.experience ?? null);
}

async function edit(request: EditRequest, dependencies: EditingDependencies): Promise<Experience | null> {
  for (;;) {
    const written = await writeEdit(await prepareEdit(request, dependencies), dependencies);
    if (written !== false) return written;
  }
}

/**
 * Corrects or hides an experience, at once for readers; later imports do not undo it. Returns the corrected
 * experience.
 * Throws DomainError `experience-not-found`, `theme-unknown`, `lever-unknown`, `territory-unknown`,
 * `index-not-ready`, `model-mismatch`, `deadline-exceeded`, `store-unavailable`, `embedder-unavailable`.
 */
export function createCorrectExperience(dependencies: EditingDependencies): CorrectExperience {
  const { now } = dependencies;
  return async (id, patch, editor) => {
    checkPatch(patch, dependencies);
    const { actor } = editor;
    const records = toRecords(id, parseCorrections(toRecords(id, patch, actor, now)), actor, now);
    const corrected =
      records.length === 0
        ? (await loadSeen(id, editor, dependencies)).experience
        : await edit({ id, records, action: 'correct', editor }, dependencies);
    if (corrected === null) throw experienceNotFound(id);
    return corrected;
  };
}

/**
 * Deletes an experience for good: later imports of its source do not restore it.
 * Throws DomainError `experience-not-found`, `index-not-ready`, `model-mismatch`, `deadline-exceeded`,
 * `store-unavailable`.
 */
export function createDeleteExperience(dependencies: EditingDependencies): DeleteExperience {
  return async (id, editor) => {
    const records = toRecords(id, { deleted: true }, editor.actor, dependencies.now);
    await edit({ id, records, action: 'delete', editor }, dependencies);
  };
}
