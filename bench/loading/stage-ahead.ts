import type { ImportStore } from '../../src/ports/import-store.ts';

/** Most changes being staged at once: the database works while the next ones are prepared. */
const AHEAD = 4;

/** Wraps a store so that staging a change does not wait for the previous ones. */
export function stageAhead(store: ImportStore): ImportStore {
  const pending = new Set<Promise<void>>();
  return {
    ...store,
    async stage(batch, change) {
      while (pending.size >= AHEAD) await Promise.race(pending);
      const staging = store.stage(batch, change);
      pending.add(staging);
      // A failure is thrown where `pending` is awaited: at the next change or before the publication.
      const done = () => pending.delete(staging);
      staging.then(done, () => {});
    },
    async publish(batch, publication) {
      await Promise.all(pending);
      return store.publish(batch, publication);
    },
  };
}
