import type { ImportStore } from '../../src/ports/import-store.ts';

/** Changes that are being staged at once: the database works while the next ones are prepared. */
const AHEAD = 4;

/** The same store, which does not wait for a change to be staged before it takes the next one. */
export function stageAhead(store: ImportStore): ImportStore {
  const pending = new Set<Promise<void>>();
  return {
    ...store,
    async stage(batch, change) {
      while (pending.size >= AHEAD) await Promise.race(pending);
      const staging = store.stage(batch, change);
      pending.add(staging);
      // Its failure is thrown by whoever waits for it, here or before the publication.
      const done = () => pending.delete(staging);
      staging.then(done, () => {});
    },
    async publish(batch, publication) {
      await Promise.all(pending);
      return store.publish(batch, publication);
    },
  };
}
