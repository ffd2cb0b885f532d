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

/** What an editor says of an experience; what is absent stays as it is. */
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

/** An edit as it is to be written over one state of the store. */
interface Edit {
  readonly revision: number;
  readonly recipe: IndexRecipe;
  readonly fiche: StoredFiche;
  readonly records: readonly CorrectionRecord[];
  readonly action: AuditNote['action'];
}

/** Refuses what the taxonomy and the register do not have. */
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

/** What the editor may not see does not exist, even when it was seen before. */
async function loadSeen(
  id: string,
  editor: FicheEditor,
  { store }: EditingDependencies,
): Promise<StoredFiche> {
  const fiche = await store.loadFiche(id);
  if (fiche === null || !isSeenBy(fiche, editor)) throw experienceNotFound(id);
  return fiche;
}

async function prepareEdit(
  id: string,
  records: readonly CorrectionRecord[],
  action: AuditNote['action'],
  editor: FicheEditor,
  dependencies: EditingDependencies,
): Promise<Edit> {
  // The state first: whatever is written after it is read makes the edit start again.
  const { revision, recipe } = await dependencies.store.loadState();
  const fiche = await loadSeen(id, editor, dependencies);
  if (recipe === null) throw indexNotReady();
  checkModel(recipe.modelId, dependencies.embedder);
  return { revision, recipe, fiche, records, action };
}

/** The experience with its corrections, old and new; no experience when they delete it. */
function applyEdit({ fiche, records }: Edit, dependencies: EditingDependencies): PreparedChange {
  const { draft, evidence, origin, resource, goneSince } = fiche;
  const fields = new Set(records.map(({ field }) => field));
  const kept = fiche.corrections.filter(({ field }) => !fields.has(field));
  const experiences = [{ draft, evidence }];
  const source = { key: ficheKey(draft.id), origin, resource, goneSince, experiences };
  return prepareChange(source, indexCorrections([...kept, ...records]), dependencies);
}

/** What the edited fields were. */
function valuesBefore({ fiche, records, action }: Edit): unknown {
  if (action === 'delete') return fiche.experience;
  const { hidden, experience } = fiche;
  const shown = new Map<string, unknown>(Object.entries({ ...experience, hidden }));
  return Object.fromEntries(records.map(({ field }) => [field, shown.get(field) ?? null]));
}

/** @returns the experience as it now is, null when it was deleted; false when the store has changed meanwhile */
async function writeEdit(edit: Edit, dependencies: EditingDependencies): Promise<Experience | null | false> {
  const { store, hash, now } = dependencies;
  const { revision, recipe, fiche, records, action } = edit;
  const { id } = fiche.experience;
  // Two edits at once do not share what they stage.
  const batch = `edit-${hash(canonicalJson([revision, records])).slice(0, 32)}`;
  const change = applyEdit(edit, dependencies);
  const isDeleted = change.experiences.length === 0;
  // Its resource stays as it is.
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
      actor: records[0]?.actor ?? '',
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

async function edit(
  id: string,
  records: readonly CorrectionRecord[],
  action: AuditNote['action'],
  editor: FicheEditor,
  dependencies: EditingDependencies,
): Promise<Experience | null> {
  for (;;) {
    const prepared = await prepareEdit(id, records, action, editor, dependencies);
    const written = await writeEdit(prepared, dependencies);
    if (written !== false) return written;
  }
}

/**
 * Corrects an experience, or hides it: at once for readers, and over all that later imports say. Gives
 * it as it now is.
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
        : await edit(id, records, 'correct', editor, dependencies);
    if (corrected === null) throw experienceNotFound(id);
    return corrected;
  };
}

/**
 * Deletes an experience for good: later imports of its source do not bring it back.
 * Throws DomainError `experience-not-found`, and what correcting throws.
 */
export function createDeleteExperience(dependencies: EditingDependencies): DeleteExperience {
  return async (id, editor) => {
    const records = toRecords(id, { deleted: true }, editor.actor, dependencies.now);
    await edit(id, records, 'delete', editor, dependencies);
  };
}
