import { createHash } from 'node:crypto';
import type { Embedder } from '../../ports/embedder.ts';

/** 1.5 kB each. */
const REMEMBERED = 2_000;

/**
 * The same embedder, which knows the vectors of the last questions: people ask the same one again of another
 * territory, with another filter, or by a link that they were sent. A text is known by its digest alone: what people
 * write is not kept.
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
