import type { Embedder } from '../../ports/embedder.ts';
import type { RunStage } from '../../ports/telemetry.ts';

/** Measures each call of an embedder as a stage. */
export function observeEmbedder<E extends Embedder>(embedder: E, run: RunStage): E {
  return {
    ...embedder,
    embedQuery: (...args: Parameters<Embedder['embedQuery']>) =>
      run('embed-question', () => embedder.embedQuery(...args)),
    embedPassages: (...args: Parameters<Embedder['embedPassages']>) =>
      run('embed-passages', () => embedder.embedPassages(...args)),
  };
}
