import type { Embedder, EmbedderLoad } from '../../ports/embedder.ts';
import type { ExperienceStore, StoreLoad } from '../../ports/experience-store.ts';

/** Load of the parts that requests wait for. */
export interface ServiceLoad {
  readonly embedder: EmbedderLoad;
  readonly store: StoreLoad;
}

/** Cheap enough to call on every request. */
export type ReadLoad = () => ServiceLoad;

export function createReadLoad(
  embedder: Pick<Embedder, 'load'>,
  store: Pick<ExperienceStore, 'load'>,
): ReadLoad {
  return () => ({ embedder: embedder.load(), store: store.load() });
}
