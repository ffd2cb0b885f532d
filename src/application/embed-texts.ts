import type { Embedder } from '../ports/embedder.ts';

export interface TextToEmbed {
  readonly role: 'query' | 'passage';
  readonly text: string;
}

/** The model of this service, for others that use it instead of one of their own. */
export interface EmbedTexts {
  readonly modelId: string;
  /**
   * The unit vectors of texts, in their order.
   * @throws DomainError `deadline-exceeded`, `embedder-unavailable`
   */
  embed(texts: readonly TextToEmbed[]): Promise<readonly Float32Array[]>;
}

export function createEmbedTexts(
  embedder: Pick<Embedder, 'modelId' | 'embedQuery' | 'embedPassages'>,
): EmbedTexts {
  return {
    modelId: embedder.modelId,
    async embed(texts) {
      const passages = texts.flatMap(({ role, text }) => (role === 'passage' ? [text] : []));
      const [ofQuestions, ofPassages] = await Promise.all([
        Promise.all(texts.map(({ role, text }) => (role === 'query' ? embedder.embedQuery(text) : null))),
        passages.length === 0 ? [] : embedder.embedPassages(passages),
      ]);
      const next = ofPassages.values();
      return ofQuestions.flatMap((vector) => vector ?? next.next().value ?? []);
    },
  };
}
