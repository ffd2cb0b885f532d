import { z } from 'zod';
import type { RemoteProtocol } from './remote-protocol.ts';

const infoSchema = z
  .object({
    model_id: z.string(),
    max_input_length: z.int().positive(),
    max_client_batch_size: z.int().positive(),
  })
  .transform((info) => ({
    modelName: info.model_id,
    maxTokens: info.max_input_length,
    maxTexts: info.max_client_batch_size,
  }));

/**
 * `POST /embed` and `GET /info` of Text Embeddings Inference. With `truncate: false`, a text that is too
 * long is refused (413) instead of being cut.
 */
export const teiProtocol: RemoteProtocol = {
  path: '/embed',
  buildBody: (inputs) => ({ inputs, normalize: true, truncate: false }),
  readVectors: (answer, count) => z.array(z.array(z.number())).length(count).parse(answer),
  description: { path: '/info', parse: (answer) => infoSchema.parse(answer) },
};
