import type { Load } from '../../domain/load/load.ts';

/** Load of the parts that requests wait for. */
export interface ServiceLoad {
  readonly embedder: Load;
  readonly store: Load;
}

/** Cheap enough to call on every request. */
export type ReadLoad = () => ServiceLoad;
