import type { Hasher } from '../../ports/hasher.ts';
import {
  type ChangeSource,
  ficheKey,
  type ImportStore,
  type IndexRecipe,
  type Publication,
  type SourcedExperience,
  type StoredState,
} from '../../ports/import-store.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { checkModel, indexNotReady } from '../common/current-index.ts';
import { indexCorrections, type PreparedChange, prepareChange } from '../index/prepare-change.ts';
import { createStager, NOTHING_MORE, type StagingDependencies } from '../index/stage-changes.ts';

export interface EditingDependencies extends StagingDependencies {
  readonly now: () => Date;
}

/** Edit prepared from one state of the store; without a note for the audit, there is nothing to publish. */
export interface PreparedEdit<Result>
  extends Partial<Pick<Publication, 'corrections' | 'removed' | 'judgments'>> {
  readonly result: Result;
  /** Fiches to write, whose resources stay as stored. */
  readonly changes: readonly { readonly change: PreparedChange; readonly storedIds: readonly string[] }[];
  readonly audits: Publication['audits'];
}

type Stage = (
  batch: string,
  recipe: IndexRecipe | null,
  changes: PreparedEdit<unknown>['changes'],
) => Promise<void>;

/**
 * Stages the fiches of an edit, which `signal` may end. Throws the reason of `signal`, and DomainError
 * `index-not-ready`, `model-mismatch`, those of the embedder and the store.
 */
export function createEditStage(dependencies: StagingDependencies, signal?: AbortSignal): Stage {
  return async (batch, recipe, changes) => {
    if (recipe === null) throw indexNotReady();
    checkModel(recipe.modelId, dependencies.embedder);
    const stager = await createStager({ batch, recipe, reuseStored: true }, dependencies);
    for (const { change, storedIds } of changes) {
      // A null hash leaves the stored resource unchanged.
      await stager.stage({ ...change, resourceHash: null }, storedIds, signal);
    }
  };
}

/**
 * Prepares, stages and publishes an edit at once, again from the start when the store changed meanwhile. Throws the
 * errors of `prepare`, of `stage` and of the store.
 */
export async function publishEdit<Result>(
  prepare: (state: StoredState) => PreparedEdit<Result> | Promise<PreparedEdit<Result>>,
  {
    store,
    hash,
    now,
  }: {
    readonly store: Pick<ImportStore, 'loadState' | 'publish'>;
    readonly hash: Hasher;
    readonly now: () => Date;
  },
  stage: Stage = async () => {},
): Promise<Result> {
  for (;;) {
    // Read the state first: any later write makes the edit start again.
    const state = await store.loadState();
    const { result, changes, ...published } = await prepare(state);
    if (published.audits.length === 0) return result;
    const { revision, recipe } = state;
    // Concurrent edits stage separately.
    const batch = `edit-${hash(canonicalJson([revision, published])).slice(0, 32)}`;
    await stage(batch, recipe, changes);
    const keys = changes.map(({ change }) => change.source.key);
    const publication = { ...NOTHING_MORE, ...published, revision, keys, at: now().toISOString() };
    if ((await store.publish(batch, publication)) === 'published') return result;
  }
}

export interface NewProposal extends Pick<ChangeSource, 'origin' | 'resource' | 'goneSince'> {
  /** Returns the experience under an id that is not taken. */
  readonly under: (isTaken: (id: string) => boolean) => SourcedExperience;
  /** Author, for the audit. */
  readonly actor: string;
}

/**
 * Puts an experience in the queue of the editors. Returns its id. Throws the reason of `signal`, and DomainError
 * `index-not-ready`, `model-mismatch`, those of the embedder and the store.
 */
export async function publishProposal(
  { under, actor, ...source }: NewProposal,
  signal: AbortSignal,
  dependencies: EditingDependencies,
): Promise<string> {
  const prepare = ({ experiences, corrections }: StoredState): PreparedEdit<string> => {
    // Decisions on a deleted fiche must not fall on a new one.
    const decided = new Set(corrections.map(({ experienceId }) => experienceId));
    const added = under((id) => experiences.has(id) || decided.has(id));
    const { id, title } = added.draft;
    const fiche = { ...source, key: ficheKey(id), experiences: [added] };
    const change = prepareChange(fiche, indexCorrections([]), dependencies);
    return {
      result: id,
      changes: [{ change, storedIds: [] }],
      audits: [{ actor, action: 'add', subject: id, before: null, after: { title } }],
    };
  };
  return publishEdit(prepare, dependencies, createEditStage(dependencies, signal));
}
