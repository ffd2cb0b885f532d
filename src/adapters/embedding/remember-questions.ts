import { createHash } from 'node:crypto';
import type { Embedder } from '../../ports/embedder.ts';

/** Number of vectors kept, 1.5 kB each. */
const REMEMBERED = 2_000;

/**
 * Caches the vectors of the last questions: people ask the same one again with another territory, another filter, or
 * from a link. The key is a digest, so the text itself is not kept.
 */
export function rememberQuestions(embedder: Embedder): Embedder {
  const vectors = new Map<string, Float32Array>();

  return {
    ...embedder,
    async embedQuery(text, signal) {
      const key = createHash('sha256').update(text).digest('base64');
      const known = vectors.get(key);
      const vector = known ?? (await embedder.embedQuery(text, signal));
      vectors.delete(key);
      vectors.set(key, vector);
      const [oldest] = vectors.keys();
      if (vectors.size > REMEMBERED && oldest !== undefined) vectors.delete(oldest);
      return vector.slice();
    },
  };
}
