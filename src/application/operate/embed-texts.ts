import type { Embedder } from '../../ports/embedder.ts';

export interface TextToEmbed {
  readonly role: 'query' | 'passage';
  readonly text: string;
}

/** Model of this service, shared with other instances. */
export interface EmbedTexts {
  readonly modelId: string;
  /**
   * Returns the unit vectors of the texts, in order. When `signal` aborts, texts not yet started are dropped.
   * @throws DomainError `deadline-exceeded`, `embedder-unavailable`; the reason of `signal`
   */
  embed(texts: readonly TextToEmbed[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
}

type Model = Pick<Embedder, 'modelId' | 'embedQuery' | 'embedPassages'>;

export function createEmbedTexts(model: Model): EmbedTexts {
  return {
    modelId: model.modelId,
    async embed(texts, signal) {
      const passages = texts.flatMap(({ role, text }) => (role === 'passage' ? [text] : []));
      const [ofQuestions, ofPassages] = await Promise.all([
        Promise.all(
          texts.map(({ role, text }) => (role === 'query' ? model.embedQuery(text, signal) : null)),
        ),
        passages.length === 0 ? [] : model.embedPassages(passages, signal),
      ]);
      const next = ofPassages.values();
      return ofQuestions.flatMap((vector) => vector ?? next.next().value ?? []);
    },
  };
}
