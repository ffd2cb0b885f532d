import { computeTermStatistics } from '../domain/matching/lexical-vector.ts';
import type { CorpusSource } from '../ports/corpus-source.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { ExperienceStore, IndexRecipe } from '../ports/experience-store.ts';
import { checkModel } from './check-model.ts';
import {
  indexExperience,
  PIPELINE_VERSION,
  type Preparation,
  type PreparedExperience,
  prepareExperience,
} from './index-experience.ts';

export interface ImportReport {
  readonly total: number;
  readonly indexed: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface ImportOptions {
  /** Builds everything again, with the configured model. */
  readonly rebuild: boolean;
  /**
   * Called after each experience that was indexed; `total` counts those to index. What it throws
   * stops the import there: the next one goes on.
   */
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

export type ImportExperiences = (options: ImportOptions) => Promise<ImportReport>;

export interface ImportDependencies extends Preparation {
  readonly source: CorpusSource;
  readonly store: Pick<
    ExperienceStore,
    'loadRecipe' | 'saveRecipe' | 'listContentHashes' | 'save' | 'remove' | 'publish'
  >;
  readonly embedder: Embedder;
}

/**
 * The recipe in force. The statistics are taken once, over the public experiences, and kept while
 * the recipe holds: an experience that is added never changes the score of another.
 */
async function currentRecipe(
  prepared: readonly PreparedExperience[],
  { rebuild }: ImportOptions,
  { store, embedder }: ImportDependencies,
): Promise<IndexRecipe> {
  const known = await store.loadRecipe();
  if (known !== null && !rebuild) {
    checkModel(known.modelId, embedder);
    if (known.pipelineVersion === PIPELINE_VERSION) return known;
  }
  const visible = prepared.filter(({ experience }) => experience.access === 'public');
  const recipe: IndexRecipe = {
    modelId: embedder.modelId,
    pipelineVersion: PIPELINE_VERSION,
    statistics: computeTermStatistics(visible.map(({ terms }) => terms)),
  };
  await store.saveRecipe(recipe);
  return recipe;
}

/**
 * Brings the store to the state of the corpus: indexes what is new or changed, removes what is
 * gone, then publishes. Each experience is written whole, so that an import that was interrupted
 * goes on where it stopped and gives the same index. Throws DomainError `corpus-invalid`,
 * `model-mismatch`, and what the store and the embedder throw.
 */
export function createImportExperiences(dependencies: ImportDependencies): ImportExperiences {
  const { source, store, embedder } = dependencies;
  return async (options) => {
    const drafts = await source.load();
    const prepared = drafts.map((draft) => prepareExperience(draft, dependencies));
    const recipe = await currentRecipe(prepared, options, dependencies);

    const stored = await store.listContentHashes();
    const wanted = new Set(prepared.map(({ experience }) => experience.id));
    const gone = [...stored.keys()].filter((id) => !wanted.has(id));
    const changed = prepared.filter(
      ({ experience, contentHash }) => stored.get(experience.id) !== contentHash,
    );

    if (gone.length > 0) await store.remove(gone);
    for (const [position, experience] of changed.entries()) {
      await store.save(await indexExperience(experience, recipe.statistics, embedder));
      options.onProgress({ done: position + 1, total: changed.length });
    }
    await store.publish();
    return {
      total: prepared.length,
      indexed: changed.length,
      unchanged: prepared.length - changed.length,
      removed: gone.length,
    };
  };
}
