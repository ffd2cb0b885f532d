import {
  type ChangeSource,
  ficheKey,
  type ImportStore,
  type IndexedExperience,
  type IndexRecipe,
  type StagedChange,
} from '../../src/ports/import-store.ts';

/**
 * Makes an import store in memory, for fiches only, not resources. `state.stagesBeforeCrash` sets the number of changes
 * staged before a failure.
 */
export function createMemoryImportStore() {
  const staged = new Map<string, Map<string, StagedChange>>();
  const state = {
    revision: 0,
    recipe: null as IndexRecipe | null,
    experiences: new Map<string, IndexedExperience>(),
    stagesBeforeCrash: Number.POSITIVE_INFINITY,
  };
  const batchOf = (batch: string) => staged.get(batch) ?? new Map<string, StagedChange>();
  const vectorsOf = (experiences: readonly IndexedExperience[]) =>
    experiences.flatMap(({ passages }) =>
      passages.map(({ passage, embedding }) => [passage.embedded, embedding] as const),
    );
  const store: ImportStore = {
    takeTurn: async () => async () => {},
    loadState: async () => ({
      revision: state.revision,
      recipe: state.recipe,
      resources: new Map(),
      experiences: new Map(state.experiences),
      corrections: [],
    }),
    loadIdentities: async () => [],
    async loadSource(key): Promise<ChangeSource | null> {
      const found = [...state.experiences.values()].find(({ experience }) => ficheKey(experience.id) === key);
      if (found === undefined) return null;
      const { origin, draft, evidence, confidence, status, byHand } = found;
      const experiences = [{ draft, evidence, confidence, status, byHand }];
      return { key, origin, resource: null, goneSince: null, experiences };
    },
    loadExperiences: async (ids) => ids.flatMap((id) => state.experiences.get(id)?.experience ?? []),
    loadEmbeddings: async ({ modelId, experienceIds, batch, key }) => {
      const stored = experienceIds.flatMap((id) => state.experiences.get(id) ?? []);
      const change = batchOf(batch).get(key);
      return new Map([
        ...vectorsOf(modelId === state.recipe?.modelId ? stored : []),
        ...vectorsOf(change?.modelId === modelId ? change.experiences : []),
      ]);
    },
    findAlike: async () => [],
    loadExtraction: async () => null,
    keepExtraction: async () => {},
    listStaged: async (batch) =>
      new Map([...batchOf(batch)].map(([key, { contentHash }]) => [key, contentHash])),
    async stage(batch, change) {
      if (state.stagesBeforeCrash <= 0) throw new Error('crash');
      state.stagesBeforeCrash -= 1;
      staged.set(batch, new Map([...batchOf(batch), [change.key, change]]));
    },
    async publish(batch, { revision, keys, recipe, removed }) {
      if (revision !== state.revision) return 'stale';
      state.revision += 1;
      state.recipe = recipe ?? state.recipe;
      for (const id of removed) state.experiences.delete(id);
      const changes = keys.flatMap((key) => batchOf(batch).get(key)?.experiences ?? []);
      for (const indexed of changes) state.experiences.set(indexed.experience.id, indexed);
      staged.delete(batch);
      return 'published';
    },
    loadFiche: async () => null,
    findRemaining: async () => null,
    hasTraces: async () => false,
    forgetAudit: async () => {},
  };
  return { state, store };
}
