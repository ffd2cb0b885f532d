import type { Embedder } from '../../ports/embedder.ts';
import type { ImportStore, IndexedExperience, IndexRecipe, Publication } from '../../ports/import-store.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import type { PrecedentMemory } from '../common/precedent-memory.ts';
import { indexExperience, type Preparation } from './index-experience.ts';
import type { PreparedChange } from './prepare-change.ts';

export interface StagingDependencies extends Preparation {
  readonly store: ImportStore;
  readonly embedder: Embedder;
  readonly precedents: Pick<PrecedentMemory, 'stamp' | 'current'>;
}

/** Nothing that a publication changes besides its staged changes. */
export const NOTHING_MORE: Omit<Publication, 'revision' | 'keys' | 'audits' | 'at'> = {
  recipe: null,
  removed: [],
  gone: [],
  corrections: [],
  judgments: [],
  job: null,
};

export interface StagerOptions {
  readonly batch: string;
  readonly recipe: IndexRecipe;
  /** Whether to reuse stored vectors; those of the interrupted run are always reused. */
  readonly reuseStored: boolean;
}

/** Opens a stage that indexes the changes of one batch, with one recipe. */
export async function createStager(
  { batch, recipe, reuseStored }: StagerOptions,
  { store, embedder, hash, precedents: memory }: StagingDependencies,
) {
  const precedents = await memory.current();
  const staged = new Map(await store.listStaged(batch));
  const { modelId } = recipe;
  const stamp = canonicalJson([recipe, precedents.stamp]);
  const stampOf = ({ source, resourceHash, experiences }: PreparedChange) =>
    hash(
      JSON.stringify([
        stamp,
        resourceHash,
        source.goneSince,
        experiences.map(({ contentHash, origin, resourceId }) => [contentHash, origin, resourceId]),
      ]),
    );

  return {
    /** False when an interrupted run already staged the same change. */
    needs: (change: PreparedChange) => staged.get(change.source.key) !== stampOf(change),
    /** Embeds the new passages, which `signal` may end, and stages the change; does nothing when it is not needed. */
    async stage(change: PreparedChange, storedIds: readonly string[], signal?: AbortSignal): Promise<void> {
      const { source, resourceHash } = change;
      const contentHash = stampOf(change);
      if (staged.get(source.key) === contentHash) return;
      const experienceIds = reuseStored ? storedIds : [];
      const mayKnow = experienceIds.length > 0 || staged.has(source.key);
      const known = mayKnow
        ? await store.loadEmbeddings({ modelId, experienceIds, batch, key: source.key })
        : new Map<string, Float32Array>();
      const experiences: IndexedExperience[] = [];
      for (const { prepared, ...source } of change.experiences)
        experiences.push({
          ...source,
          ...(await indexExperience(prepared, { embedder, precedents }, known, signal)),
        });
      await store.stage(batch, {
        key: source.key,
        contentHash,
        modelId,
        resource:
          source.resource === null || resourceHash === null
            ? null
            : { document: source.resource, contentHash: resourceHash, goneSince: source.goneSince },
        experiences,
      });
      staged.set(source.key, contentHash);
    },
  };
}
