import { DomainError } from '../../domain/errors.ts';
import type { ExperienceDraft } from '../../domain/experience/experience.ts';
import {
  type ChangeSource,
  ficheKey,
  type IndexRecipe,
  readyMade,
  resourceKey,
  type StoredState,
} from '../../ports/import-store.ts';
import type { LoadCorpus } from '../../ports/taxonomy.ts';
import { checkModel } from '../common/current-index.ts';
import { PIPELINE_VERSION } from '../index/pipeline-version.ts';
import type { PlannedChange } from '../index/prepare-change.ts';
import { createStager, type StagingDependencies } from '../index/stage-changes.ts';
import {
  type Changes,
  createImportPlanner,
  inTurn,
  isDone,
  loadSources,
  type PlanPublication,
  publishPlan,
} from './plan-import.ts';

export interface IndexingOptions {
  /** Rebuilds the whole index with the configured model. */
  readonly rebuild: boolean;
  /** Builds an index where there is none, and leaves one in force as it is: for commands that only read. */
  readonly onlyMissing?: boolean;
  /** Removes the experiences of the corpus when it has none left. */
  readonly allowEmpty?: boolean;
  /**
   * Called after each indexed resource or fiche, with counts of experiences. Throwing stops the import; the next
   * one resumes there.
   */
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
  /** Cancels the wait for another import. */
  readonly signal?: AbortSignal;
}

export interface IndexingDependencies extends StagingDependencies {
  readonly loadDrafts: LoadCorpus;
  readonly now: () => Date;
}

/** Changes that bring the store to the state of the corpus. */
interface Work extends Changes {
  readonly batch: 'corpus' | 'rebuild';
  readonly recipe: IndexRecipe;
  /** Number of stored experiences of the corpus, when it has none left; otherwise 0. */
  readonly emptied: number;
}

function ficheSource(draft: ExperienceDraft): ChangeSource {
  const experiences = [readyMade(draft)];
  return { key: ficheKey(draft.id), origin: 'corpus', resource: null, goneSince: null, experiences };
}

/** Loads the stored sources that do not come from the corpus. */
function loadImported(state: StoredState, { store }: IndexingDependencies): Promise<ChangeSource[]> {
  const files = [...state.experiences].filter(([, { origin }]) => origin === 'file');
  const keys = [...[...state.resources.keys()].map(resourceKey), ...files.map(([id]) => ficheKey(id))];
  return loadSources(keys, store);
}

/** Returns the current recipe, or null when the index must be rebuilt. */
function currentRecipe(
  { recipe }: StoredState,
  rebuild: boolean,
  { embedder }: IndexingDependencies,
): IndexRecipe | null {
  if (recipe === null || rebuild) return null;
  checkModel(recipe.modelId, embedder);
  return recipe.pipelineVersion === PIPELINE_VERSION ? recipe : null;
}

async function planWork(rebuild: boolean, dependencies: IndexingDependencies): Promise<Work> {
  const state = await dependencies.store.loadState();
  const known = currentRecipe(state, rebuild, dependencies);
  // Without the fiches that an import replaced.
  const corpus = (await dependencies.loadDrafts())
    .filter(({ id }) => (state.experiences.get(id)?.origin ?? 'corpus') === 'corpus')
    .map(ficheSource);
  const sources = known === null ? [...corpus, ...(await loadImported(state, dependencies))] : corpus;
  const ofCorpus = [...state.experiences].flatMap(([id, { origin }]) => (origin === 'corpus' ? [id] : []));
  const owned = known === null ? [...state.experiences.keys()] : ofCorpus;
  const planned = sources.map(createImportPlanner(state, [], dependencies).compare);
  const wanted = new Set(planned.flatMap(({ change }) => change.experiences.map(({ draft }) => draft.id)));
  return {
    state,
    batch: known === null ? 'rebuild' : 'corpus',
    recipe: known ?? { modelId: dependencies.embedder.modelId, pipelineVersion: PIPELINE_VERSION },
    // A new index is written whole.
    planned: known === null ? planned.map((plan) => ({ ...plan, isStored: false })) : planned,
    removed: owned.filter((id) => !wanted.has(id)),
    gone: [],
    corrections: [],
    emptied: corpus.length > 0 ? 0 : ofCorpus.length,
  };
}

/** An emptied file is a mistake more often than a wish. */
function corpusEmptied(count: number): DomainError {
  const problem = `il ne contient plus aucune expérience, alors que ${count} en viennent`;
  return new DomainError(
    'corpus-invalid',
    `« experiences.json » (CORPUS_DIR) : ${problem}. Rien n’est retiré. Rendez-lui son contenu ; pour tout retirer, lancez « essaimage reindex --allow-empty ».`,
    { file: 'experiences.json', problems: [problem] },
  );
}

function needsNothing(work: Work): boolean {
  return work.batch === 'corpus' && isDone(work);
}

function countExperiences(planned: readonly PlannedChange[]): number {
  return planned.reduce((sum, { change }) => sum + change.experiences.length, 0);
}

/** @returns the number of indexed experiences, without those staged by an interrupted run */
async function stageWork(
  { batch, recipe, planned }: Work,
  { rebuild, onProgress }: IndexingOptions,
  dependencies: IndexingDependencies,
): Promise<number> {
  const stager = await createStager({ batch, recipe, reuseStored: !rebuild }, dependencies);
  const todo = planned.filter(({ change, isStored }) => !isStored && stager.needs(change));
  const total = countExperiences(todo);
  let done = 0;
  for (const { change, storedIds } of todo) {
    await stager.stage(change, storedIds);
    done += change.experiences.length;
    if (change.experiences.length > 0) onProgress({ done, total });
  }
  return total;
}

function publicationOf({ batch, recipe, planned, removed }: Work): PlanPublication {
  const isRebuilt = batch === 'rebuild';
  const indexed = countExperiences(planned.filter(({ isStored }) => !isStored));
  const after = { indexed, removed: removed.length };
  const action = isRebuilt ? 'reindex' : 'import';
  return {
    batch,
    recipe: isRebuilt ? recipe : null,
    audit: { actor: 'service', action, subject: 'corpus', before: null, after },
  };
}

export type IndexingReport = ReturnType<typeof report>;

function report({ planned, removed }: Work, indexed: number) {
  const total = countExperiences(planned);
  return { total, indexed, unchanged: total - indexed, removed: removed.length };
}

/**
 * Brings the store to the state of the corpus: stages new and changed experiences, then publishes them and
 * the removals at once. Other imports stay; a new recipe prepares them again, and readers keep the previous
 * index until everything is ready. An interrupted import resumes from the staged changes and gives the same
 * index. Throws DomainError `corpus-invalid` (also for a corpus that was emptied), `model-mismatch`, and the errors of
 * the store and the embedder.
 */
export function createImportExperiences(dependencies: IndexingDependencies) {
  return async (options: IndexingOptions): Promise<IndexingReport> => {
    const { rebuild, onlyMissing = false, allowEmpty = false } = options;
    const { signal = new AbortController().signal } = options;
    const first = await planWork(rebuild, dependencies);
    // Most starts change nothing: no need to wait for the turn.
    if (needsNothing(first) || (onlyMissing && first.batch === 'corpus')) return report(first, 0);
    if (first.emptied > 0 && !allowEmpty) throw corpusEmptied(first.emptied);
    return inTurn(dependencies.store, signal, async () => {
      for (let indexed = 0; ; ) {
        // Another import may have ended while this one waited.
        const work = await planWork(rebuild, dependencies);
        if (needsNothing(work)) return report(work, indexed);
        indexed += await stageWork(work, options, dependencies);
        // An edit that changed the store meanwhile makes the work start again.
        const outcome = await publishPlan(work, publicationOf(work), dependencies);
        if (outcome === 'published') return report(work, indexed);
      }
    });
  };
}

export type ImportExperiences = ReturnType<typeof createImportExperiences>;

export interface BringUpToDateOptions extends Omit<IndexingOptions, 'onProgress'> {
  readonly importExperiences: ImportExperiences;
  readonly display: {
    advance(progress: { readonly done: number; readonly total: number }): void;
    end(): void;
  };
  /** Stops the import between two experiences; the next one resumes there. */
  readonly signal: AbortSignal;
}

/**
 * Imports the changes of the corpus with a progress bar. Null when `signal` stopped it.
 * Throws the errors of the import.
 */
export async function bringUpToDate(options: BringUpToDateOptions): Promise<IndexingReport | null> {
  const { importExperiences, display, ...indexing } = options;
  const { signal } = indexing;
  try {
    signal.throwIfAborted();
    return await importExperiences({
      ...indexing,
      onProgress: (progress) => {
        display.advance(progress);
        signal.throwIfAborted();
      },
    });
  } catch (error) {
    if (signal.aborted && error === signal.reason) return null;
    throw error;
  } finally {
    display.end();
  }
}
