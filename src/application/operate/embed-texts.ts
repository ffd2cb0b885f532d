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

/** Passages embedded together; the following batches can still be cancelled. */
const BATCH = 8;

export function createEmbedTexts(model: Model): EmbedTexts {
  return {
    modelId: model.modelId,
    async embed(texts, signal) {
      const passages = texts.flatMap(({ role, text }) => (role === 'passage' ? [text] : []));
      const ofPassages: Float32Array[] = [];
      async function embedPassages(): Promise<void> {
        for (let start = 0; start < passages.length; start += BATCH) {
          signal?.throwIfAborted();
          ofPassages.push(...(await model.embedPassages(passages.slice(start, start + BATCH), signal)));
        }
      }
      const [ofQuestions] = await Promise.all([
        Promise.all(
          texts.map(({ role, text }) => (role === 'query' ? model.embedQuery(text, signal) : null)),
        ),
        embedPassages(),
      ]);
      const next = ofPassages.values();
      return ofQuestions.flatMap((vector) => vector ?? next.next().value ?? []);
    },
  };
}
