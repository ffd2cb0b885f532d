import type { Embedder } from '../../ports/embedder.ts';

/** How much each new duration counts in the mean. */
const WEIGHT = 0.2;

/** The same embedder, and the questions that are before its model with the time that they will take. */
export function countQuestionLoad<E extends Embedder>(embedder: E) {
  let waiting = 0;
  let meanMs = 0;
  async function embedQuery(...args: Parameters<Embedder['embedQuery']>): Promise<Float32Array> {
    const start = performance.now();
    const ahead = waiting;
    waiting += 1;
    try {
      return await embedder.embedQuery(...args);
    } finally {
      waiting -= 1;
      const ownMs = (performance.now() - start) / (ahead + 1);
      meanMs += WEIGHT * (ownMs - meanMs);
    }
  }
  return {
    embedder: { ...embedder, embedQuery },
    load: () => ({ waiting, estimatedWaitMs: waiting * meanMs }),
  };
}
