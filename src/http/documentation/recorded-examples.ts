import { z } from 'zod';
import { SCOPES } from '../../domain/access/api-key.ts';
import examples from './examples.json' with { type: 'json' };

const requestSchema = z.object({
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']),
  url: z.string(),
  /** Text for a body that is not JSON. */
  body: z.json().optional(),
  /** `application/json` when left out. */
  contentType: z.string().optional(),
  /** Scopes of the key that the request sends; left out, it sends none. */
  scopes: z.array(z.enum(SCOPES)).optional(),
});

const exampleSchema = z.object({
  operationId: z.string(),
  request: requestSchema,
  status: z.int(),
  /** Answer of the service, text when it is not JSON; null without content, or for a request never recorded. */
  answer: z.json(),
});

/** Request with the real answer of the service, recorded by `npm run openapi:record`, in the order they are sent. */
export type RecordedExample = z.infer<typeof exampleSchema>;

export const RECORDED_EXAMPLES: readonly RecordedExample[] = z.array(exampleSchema).parse(examples);
