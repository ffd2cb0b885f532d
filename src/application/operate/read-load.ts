import type { Embedder, EmbedderLoad } from '../../ports/embedder.ts';
import type { ExperienceStore, StoreLoad } from '../../ports/experience-store.ts';

/** How busy each part is that requests wait for. */
export interface ServiceLoad {
  readonly embedder: EmbedderLoad;
  readonly store: StoreLoad;
}

/** Asks nothing of the parts: it may be read at every request. */
export type ReadLoad = () => ServiceLoad;

export function createReadLoad(
  embedder: Pick<Embedder, 'load'>,
  store: Pick<ExperienceStore, 'load'>,
): ReadLoad {
  return () => ({ embedder: embedder.load(), store: store.load() });
}
