import { z } from 'zod';
import type { RemoteProtocol } from './remote-protocol.ts';

/**
 * `POST /v1/embeddings`, as OpenAI defined it and as vLLM, llama.cpp, Ollama and Essaimage itself answer
 * it. Vectors bear their index and may come in any order.
 * @param model the name under which the server knows the model
 */
export function createOpenaiProtocol(model: string): RemoteProtocol {
  return {
    path: '/v1/embeddings',
    buildBody: (input) => ({ model, input, encoding_format: 'float' }),
    readVectors(answer, count) {
      const answerSchema = z
        .object({ data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()) })).length(count) })
        .transform(({ data }) => [...data].sort((one, other) => one.index - other.index))
        .refine((sorted) => sorted.every(({ index }, position) => index === position));
      return answerSchema.parse(answer).map(({ embedding }) => embedding);
    },
    description: null,
  };
}
