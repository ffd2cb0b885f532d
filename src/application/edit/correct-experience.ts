import { DomainError } from '../../domain/errors.ts';
import {
  type CorrectionRecord,
  type Corrections,
  parseCorrections,
} from '../../domain/experience/corrections.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import { findMisquotes, MISQUOTE_MESSAGE } from '../../domain/experience/misquotes.ts';
import { type AuditNote, ficheKey, type StoredFiche } from '../../ports/import-store.ts';
import { experienceNotFound } from '../browse/read-experience.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { checkModel } from '../common/check-model.ts';
import { checkTaxonomy } from '../common/check-taxonomy.ts';
import { indexNotReady } from '../common/current-index.ts';
import { resolveTerritory } from '../common/resolve-territory.ts';
import { indexCorrections, type PreparedChange, prepareChange } from '../index/prepare-change.ts';
import { createStager, type StagingDependencies } from '../index/stage-changes.ts';
import type { FicheEditor } from './fiche-reader.ts';

/** Corrected fields; absent ones stay unchanged. */
export type ExperiencePatch = Omit<Corrections, 'deleted' | 'erased'>;

export type CorrectExperience = (
  id: string,
  patch: ExperiencePatch,
  editor: FicheEditor,
  signal?: AbortSignal,
) => Promise<Experience>;

export interface EditingDependencies extends StagingDependencies {
  readonly now: () => Date;
}

interface EditRequest {
  readonly id: string;
  readonly records: readonly CorrectionRecord[];
  readonly editor: FicheEditor;
  /** Ends the edit before it is written, never after. */
  readonly signal?: AbortSignal | undefined;
}

/** Refuses unknown themes, levers and territories. */
function checkPatch(
  { themes, levers, territories }: ExperiencePatch,
  { taxonomy, gazetteer }: EditingDependencies,
): void {
  checkTaxonomy(taxonomy, { themes: themes ?? [], levers: (levers ?? []).map(({ lever }) => lever) });
  for (const { code, kind } of territories ?? []) {
    if (code !== null) resolveTerritory(gazetteer, code, kind);
  }
}

function toRecords(
  experienceId: string,
  corrections: ExperiencePatch,
  { actor }: FicheEditor,
  { now }: EditingDependencies,
): readonly CorrectionRecord[] {
  const at = now().toISOString();
  return Object.entries(corrections)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ experienceId, field, value, actor, at }));
}

/**
 * Refuses an edit after which the fiche would quote what it does not say, whether the quote or the text is new.
 * @throws DomainError `quote-not-in-fiche`
 */
function checkQuotes(before: Experience, after: Experience): void {
  const already = new Set(findMisquotes(before).map(({ sentence }) => sentence));
  const added = findMisquotes(after).filter(({ sentence }) => !already.has(sentence));
  if (added.length === 0) return;
  const message = `Cette phrase ${MISQUOTE_MESSAGE}. Recopiez une phrase du titre, du récit ou de l’usage d’un levier, ou corrigez-les ensemble.`;
  throw new DomainError('quote-not-in-fiche', message, { paths: added.map(({ path }) => path) });
}

/** Checks at each attempt that the editor may still see the fiche. */
async function loadSeen(
  id: string,
  editor: FicheEditor,
  { store }: EditingDependencies,
): Promise<StoredFiche> {
  const fiche = await store.loadFiche(id, editor);
  if (fiche === null) throw experienceNotFound(id);
  return fiche;
}

/** Prepares the experience with its corrections, old and new. */
function prepareEdit(
  fiche: StoredFiche,
  records: readonly CorrectionRecord[],
  dependencies: EditingDependencies,
): PreparedChange {
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
function auditOf(
  { id, records, editor }: EditRequest,
  { experience, status, corrections }: StoredFiche,
): AuditNote {
  const shown = new Map<string, unknown>(
    Object.entries({ statusReason: null, ...parseCorrections(corrections), ...experience, status }),
  );
  return {
    actor: editor.actor,
    action: 'correct',
    subject: id,
    before: Object.fromEntries(records.map(({ field }) => [field, shown.get(field) ?? null])),
    after: Object.fromEntries(records.map(({ field, value }) => [field, value])),
  };
}

/**
 * Publishes the edit, again from the start when the store changed meanwhile.
 * @returns the corrected experience
 */
async function edit(request: EditRequest, dependencies: EditingDependencies): Promise<Experience> {
  const { store, hash, now, embedder } = dependencies;
  const { id, records, editor, signal } = request;
  for (;;) {
    // Read the revision first: any later write makes the edit start again.
    const { revision, recipe } = await store.loadState();
    const fiche = await loadSeen(id, editor, dependencies);
    if (recipe === null) throw indexNotReady();
    checkModel(recipe.modelId, embedder);
    const change = prepareEdit(fiche, records, dependencies);
    const experience = change.experiences[0]?.prepared.experience;
    if (experience === undefined) throw experienceNotFound(id);
    checkQuotes(fiche.experience, experience);
    // Concurrent edits stage separately.
    const batch = `edit-${hash(canonicalJson([revision, records])).slice(0, 32)}`;
    const stager = await createStager({ batch, recipe, reuseStored: true }, dependencies);
    await stager.stage(change, [id], signal);
    const outcome = await store.publish(batch, {
      revision,
      keys: [change.source.key],
      recipe: null,
      removed: [],
      gone: [],
      corrections: records,
      audit: auditOf(request, fiche),
      job: null,
      at: now().toISOString(),
    });
    if (outcome === 'published') return experience;
  }
}

/**
 * Corrects, publishes or sets aside an experience, at once for readers; later imports do not undo it. Returns the
 * corrected experience. Throws the reason of `signal` when it aborts before the model has read the new text: nothing
 * is written. Throws DomainError `experience-not-found`, `theme-unknown`, `lever-unknown`, `territory-unknown`,
 * `quote-not-in-fiche`, `index-not-ready`, `model-mismatch`, `deadline-exceeded`, `store-unavailable`,
 * `embedder-unavailable`.
 */
export function createCorrectExperience(dependencies: EditingDependencies): CorrectExperience {
  return async (id, patch, editor, signal) => {
    checkPatch(patch, dependencies);
    const records = toRecords(id, patch, editor, dependencies);
    if (records.length === 0) return (await loadSeen(id, editor, dependencies)).experience;
    return edit({ id, records, editor, signal }, dependencies);
  };
}
