import { type ChangeSource, ficheKey, type SourcedExperience } from '../../ports/import-store.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { checkModel, indexNotReady } from '../common/current-index.ts';
import { indexCorrections, prepareChange } from '../index/prepare-change.ts';
import { createStager } from '../index/stage-changes.ts';
import type { EditingDependencies } from './edit-fiches.ts';

export interface NewProposal extends Pick<ChangeSource, 'origin' | 'resource' | 'goneSince'> {
  /** Returns the experience under an id that is not taken. */
  readonly under: (isTaken: (id: string) => boolean) => SourcedExperience;
  /** Author, for the audit. */
  readonly actor: string;
}

/** Stages and publishes it, from one state of the store. Returns its id; null when the store changed meanwhile. */
async function publishOnce(
  { under, actor, ...source }: NewProposal,
  signal: AbortSignal,
  dependencies: EditingDependencies,
): Promise<string | null> {
  const { store, hash, now, embedder } = dependencies;
  const { revision, recipe, experiences, corrections } = await store.loadState();
  if (recipe === null) throw indexNotReady();
  checkModel(recipe.modelId, embedder);
  // Decisions on a deleted fiche must not fall on a new one.
  const decided = new Set(corrections.map(({ experienceId }) => experienceId));
  const added = under((each) => experiences.has(each) || decided.has(each));
  const { id, title } = added.draft;
  const change: ChangeSource = { ...source, key: ficheKey(id), experiences: [added] };
  const batch = `edit-${hash(canonicalJson([revision, id])).slice(0, 32)}`;
  const stager = await createStager({ batch, recipe, reuseStored: true }, dependencies);
  const prepared = prepareChange(change, indexCorrections([]), dependencies);
  // A null hash leaves the stored resource unchanged.
  await stager.stage({ ...prepared, resourceHash: null }, [], signal);
  const outcome = await store.publish(batch, {
    revision,
    keys: [change.key],
    recipe: null,
    removed: [],
    gone: [],
    corrections: [],
    audits: [{ actor, action: 'add', subject: id, before: null, after: { title } }],
    job: null,
    at: now().toISOString(),
  });
  return outcome === 'published' ? id : null;
}

/**
 * Puts an experience in the queue of the editors, again from the start when the store changed meanwhile. Returns its
 * id. Throws the reason of `signal`, and DomainError `index-not-ready`, `model-mismatch`, those of the embedder and the
 * store.
 */
export async function publishProposal(
  proposal: NewProposal,
  signal: AbortSignal,
  dependencies: EditingDependencies,
): Promise<string> {
  for (;;) {
    const id = await publishOnce(proposal, signal, dependencies);
    if (id !== null) return id;
  }
}
