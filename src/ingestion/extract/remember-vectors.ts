import type { Embedder } from '../../ports/embedder.ts';

/** The vectors of texts, in their order. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** Embeds each text once: levers and themes are looked for in the same sentences. */
export function rememberVectors(embedder: Pick<Embedder, 'embedPassages'>): EmbedTexts {
  const known = new Map<string, Float32Array>();
  return async (texts) => {
    const missing = [...new Set(texts)].filter((text) => !known.has(text));
    const vectors = missing.length === 0 ? [] : await embedder.embedPassages(missing);
    for (const [i, text] of missing.entries()) {
      const vector = vectors[i];
      if (vector !== undefined) known.set(text, vector);
    }
    return texts.flatMap((text) => known.get(text) ?? []);
  };
}

/**
 * The vectors of questions, computed at the first need, and again if that failed. One after the other:
 * all at once, they would go before the question of a person who comes next.
 */
export function embedOnce(
  { embedQuery }: Pick<Embedder, 'embedQuery'>,
  questions: readonly string[],
): () => Promise<readonly Float32Array[]> {
  let vectors: Promise<readonly Float32Array[]> | null = null;
  async function embedAll(): Promise<readonly Float32Array[]> {
    const computed: Float32Array[] = [];
    for (const question of questions) computed.push(await embedQuery(question));
    return computed;
  }
  return async () => {
    vectors ??= embedAll();
    try {
      return await vectors;
    } catch (error) {
      vectors = null;
      throw error;
    }
  };
}
