import { DomainError } from '../../domain/errors.ts';
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

async function embedPassages(
  model: Model,
  passages: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < passages.length; start += BATCH) {
    signal?.throwIfAborted();
    vectors.push(...(await model.embedPassages(passages.slice(start, start + BATCH))));
  }
  return vectors;
}

function missingVectors(expected: number, given: number): DomainError<'embedder-unavailable'> {
  const reason = `il a rendu ${given} vecteurs pour ${expected} passages`;
  return new DomainError(
    'embedder-unavailable',
    `Le modèle de langue ne peut pas répondre : ${reason}. Réessayez dans quelques instants.`,
    { reason },
  );
}

export function createEmbedTexts(model: Model): EmbedTexts {
  return {
    modelId: model.modelId,
    async embed(texts, signal) {
      const passages = texts.flatMap(({ role, text }) => (role === 'passage' ? [text] : []));
      const [ofQuestions, ofPassages] = await Promise.all([
        Promise.all(
          texts.map(({ role, text }) => (role === 'query' ? model.embedQuery(text, signal) : null)),
        ),
        embedPassages(model, passages, signal),
      ]);
      if (ofPassages.length !== passages.length) throw missingVectors(passages.length, ofPassages.length);
      const next = ofPassages.values();
      return ofQuestions.flatMap((vector) => vector ?? next.next().value ?? []);
    },
  };
}
