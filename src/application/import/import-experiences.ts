import { computeTermStatistics } from '../../domain/matching/lexical-vector.ts';
import type { CorpusSource } from '../../ports/corpus-source.ts';
import {
  type ChangeSource,
  ficheKey,
  type IndexRecipe,
  resourceKey,
  type StoredState,
} from '../../ports/import-store.ts';
import { checkModel } from '../common/check-model.ts';
import { PIPELINE_VERSION } from '../index/pipeline-version.ts';
import {
  indexCorrections,
  indexOwners,
  isStored,
  type OwnedIds,
  type PreparedChange,
  prepareChange,
  storedIds,
} from '../index/prepare-change.ts';
import { createStager, type StagingDependencies } from '../index/stage-changes.ts';

export interface IndexingReport {
  readonly total: number;
  readonly indexed: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface IndexingOptions {
  /** Builds everything again, with the configured model. */
  readonly rebuild: boolean;
  /**
   * Called after each resource or fiche that was indexed, with the experiences done; `total` counts
   * those to index. What it throws stops the import there: the next one goes on.
   */
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the wait for another import. */
  readonly signal?: AbortSignal;
}

export type ImportExperiences = (options: IndexingOptions) => Promise<IndexingReport>;

export interface IndexingDependencies extends StagingDependencies {
  readonly source: CorpusSource;
  readonly now: () => Date;
}

/** What is to be done to bring a state of the store to that of the corpus. */
interface Work {
  readonly state: StoredState;
  readonly ownedBy: OwnedIds;
  readonly batch: 'corpus' | 'rebuild';
  readonly recipe: IndexRecipe;
  /** Resources and fiches to write. */
  readonly changed: readonly PreparedChange[];
  readonly removed: readonly string[];
  /** Experiences looked at. */
  readonly total: number;
}

function ficheSource(draft: ChangeSource['experiences'][number]['draft']): ChangeSource {
  const experiences = [{ draft, evidence: [] }];
  return { key: ficheKey(draft.id), origin: 'corpus', resource: null, goneSince: null, experiences };
}

/** Fiches of the corpus, but for those that an import has replaced since. */
async function loadCorpus(state: StoredState, { source }: IndexingDependencies): Promise<ChangeSource[]> {
  const drafts = await source.load();
  return drafts
    .filter(({ id }) => (state.experiences.get(id)?.origin ?? 'corpus') === 'corpus')
    .map(ficheSource);
}

/** All that is stored and did not come from the corpus. */
async function loadImported(state: StoredState, { store }: IndexingDependencies): Promise<ChangeSource[]> {
  const files = [...state.experiences].filter(([, { origin }]) => origin === 'file');
  const keys = [...[...state.resources.keys()].map(resourceKey), ...files.map(([id]) => ficheKey(id))];
  const sources: ChangeSource[] = [];
  for (const key of keys) {
    const source = await store.loadSource(key);
    if (source !== null) sources.push(source);
  }
  return sources;
}

/** The recipe in force, or null when the index must be built again. */
function currentRecipe(
  { recipe }: StoredState,
  rebuild: boolean,
  { embedder }: IndexingDependencies,
): IndexRecipe | null {
  if (recipe === null || rebuild) return null;
  checkModel(recipe.modelId, embedder);
  return recipe.pipelineVersion === PIPELINE_VERSION ? recipe : null;
}

/**
 * The statistics are taken once, over the public experiences, and kept while the recipe holds: an
 * experience that is added never changes the score of another.
 */
function newRecipe(changes: readonly PreparedChange[], { embedder }: IndexingDependencies): IndexRecipe {
  const visible = changes
    .flatMap(({ experiences }) => experiences)
    .filter(({ prepared, hidden }) => prepared.experience.access === 'public' && !hidden);
  return {
    modelId: embedder.modelId,
    pipelineVersion: PIPELINE_VERSION,
    statistics: computeTermStatistics(visible.map(({ prepared }) => prepared.terms)),
  };
}

async function planWork(rebuild: boolean, dependencies: IndexingDependencies): Promise<Work> {
  const state = await dependencies.store.loadState();
  const ownedBy = indexOwners(state);
  const known = currentRecipe(state, rebuild, dependencies);
  const corpus = await loadCorpus(state, dependencies);
  const sources = known === null ? [...corpus, ...(await loadImported(state, dependencies))] : corpus;
  const correctionsOf = indexCorrections(state.corrections);
  const changes = sources.map((source) => prepareChange(source, correctionsOf, dependencies));
  const ids = changes.flatMap(({ experiences }) => experiences.map(({ prepared }) => prepared.experience.id));
  const wanted = new Set(ids);
  return {
    state,
    ownedBy,
    batch: known === null ? 'rebuild' : 'corpus',
    recipe: known ?? newRecipe(changes, dependencies),
    changed:
      known === null
        ? changes
        : changes.filter((change) => !isStored(change, state, storedIds(change, state, ownedBy))),
    removed: [...state.experiences]
      .filter(([id, { origin }]) => (known === null || origin === 'corpus') && !wanted.has(id))
      .map(([id]) => id),
    total: ids.length,
  };
}

/** The same work when nobody has written meanwhile; otherwise what is left of it. */
async function planAgain(work: Work, rebuild: boolean, dependencies: IndexingDependencies): Promise<Work> {
  const { revision } = await dependencies.store.loadState();
  return revision === work.state.revision ? work : planWork(rebuild, dependencies);
}

function isDone({ batch, changed, removed }: Work): boolean {
  return batch === 'corpus' && changed.length === 0 && removed.length === 0;
}

function countExperiences(changes: readonly PreparedChange[]): number {
  return changes.reduce((sum, { experiences }) => sum + experiences.length, 0);
}

/** @returns how many experiences were indexed; those that an interrupted run has staged are not */
async function stageWork(
  { batch, recipe, changed, state, ownedBy }: Work,
  { rebuild, onProgress }: IndexingOptions,
  dependencies: IndexingDependencies,
): Promise<number> {
  const stager = await createStager({ batch, recipe, reuseStored: !rebuild }, dependencies);
  const todo = changed.filter((change) => stager.needs(change));
  const total = countExperiences(todo);
  let done = 0;
  for (const change of todo) {
    await stager.stage(change, storedIds(change, state, ownedBy));
    done += change.experiences.length;
    if (change.experiences.length > 0) onProgress({ done, total });
  }
  return total;
}

/** @returns false when someone has edited an experience meanwhile: it may have to be prepared again */
async function publishWork(
  { state, batch, recipe, changed, removed }: Work,
  { store, now }: IndexingDependencies,
): Promise<boolean> {
  const isRebuilt = batch === 'rebuild';
  const outcome = await store.publish(batch, {
    revision: state.revision,
    keys: changed.map(({ source }) => source.key),
    recipe: isRebuilt ? recipe : null,
    removed,
    gone: [],
    corrections: [],
    audit: {
      actor: 'service',
      action: isRebuilt ? 'reindex' : 'import',
      subject: 'corpus',
      before: null,
      after: { indexed: countExperiences(changed), removed: removed.length },
    },
    job: null,
    at: now().toISOString(),
  });
  return outcome === 'published';
}

function report({ total, removed }: Work, indexed: number): IndexingReport {
  return { total, indexed, unchanged: total - indexed, removed: removed.length };
}

/**
 * Brings the store to the state of the corpus: prepares what is new or changed, then publishes it and
 * forgets what is gone, at once. What other imports brought stays; it is prepared again when the
 * recipe changes, and readers keep the index of before until all is ready. Each resource or fiche is
 * kept as soon as it is prepared: an import that was interrupted goes on where it stopped and gives
 * the same index. Throws DomainError `corpus-invalid`, `model-mismatch`, and what the store and the
 * embedder throw.
 */
export function createImportExperiences(dependencies: IndexingDependencies): ImportExperiences {
  const { store } = dependencies;
  return async (options) => {
    const { rebuild, signal = new AbortController().signal } = options;
    const first = await planWork(rebuild, dependencies);
    // Most starts change nothing: they wait for nobody.
    if (isDone(first)) return report(first, 0);
    const endTurn = await store.takeTurn(signal);
    try {
      // Another import may have ended while this one waited.
      let work = await planAgain(first, rebuild, dependencies);
      for (let indexed = 0; ; ) {
        if (isDone(work)) return report(work, indexed);
        indexed += await stageWork(work, options, dependencies);
        if (await publishWork(work, dependencies)) return report(work, indexed);
        work = await planWork(rebuild, dependencies);
      }
    } finally {
      await endTurn();
    }
  };
}
