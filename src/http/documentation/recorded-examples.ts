import { z } from 'zod';
import examples from './examples.json' with { type: 'json' };

const exampleSchema = z.object({
  operationId: z.string(),
  request: z.object({ method: z.enum(['GET', 'POST']), url: z.string(), body: z.json().optional() }),
  status: z.int(),
  /** Answer of the service; null for a request that was never recorded. */
  answer: z.json(),
});

/** Request with the real answer of the service, recorded by `npm run openapi:record`. */
export type RecordedExample = z.infer<typeof exampleSchema>;

export const RECORDED_EXAMPLES: readonly RecordedExample[] = z.array(exampleSchema).parse(examples);
