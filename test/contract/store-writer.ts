import { randomUUID } from 'node:crypto';
import { NOTHING_MORE } from '../../src/application/index/stage-changes.ts';
import {
  ficheKey,
  type ImportStore,
  type IndexedExperience,
  type IndexRecipe,
  type Publication,
} from '../../src/ports/import-store.ts';

const NOTHING: Omit<Publication, 'revision'> = {
  ...NOTHING_MORE,
  keys: [],
  audits: [{ actor: 'test', action: 'import', subject: 'test', before: null, after: null }],
  at: '2024-05-06T07:08:09.010Z',
};

/** Writes to a store without an import; each call publishes. */
export interface StoreWriter {
  startWith(recipe: IndexRecipe): Promise<void>;
  save(...indexed: readonly IndexedExperience[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  publish(changes: Partial<Publication>, batch?: string): Promise<void>;
  listContentHashes(): Promise<ReadonlyMap<string, string>>;
}

export function createStoreWriter(store: ImportStore): StoreWriter {
  async function publish(changes: Partial<Publication>, batch = `test-${randomUUID()}`): Promise<void> {
    for (;;) {
      const { revision } = await store.loadState();
      const outcome = await store.publish(batch, { ...NOTHING, ...changes, revision });
      if (outcome === 'published') return;
    }
  }
  return {
    publish,
    async startWith(recipe) {
      const { experiences } = await store.loadState();
      await publish({ recipe, removed: [...experiences.keys()] });
    },
    async save(...indexed) {
      const batch = `test-${randomUUID()}`;
      for (const one of indexed) {
        const key = ficheKey(one.experience.id);
        await store.stage(batch, {
          key,
          contentHash: one.contentHash,
          modelId: 'm',
          resource: null,
          experiences: [one],
        });
      }
      await publish({ keys: indexed.map(({ experience }) => ficheKey(experience.id)) }, batch);
    },
    remove: (removed) => publish({ removed }),
    async listContentHashes() {
      const { experiences } = await store.loadState();
      return new Map([...experiences].map(([id, { contentHash }]) => [id, contentHash]));
    },
  };
}
