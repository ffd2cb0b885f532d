/** Messages between the service and the thread of the model. Both sides parse the messages they receive. */
import { z } from 'zod';

export const workerSettingsSchema = z.object({
  modelDirectory: z.string().min(1),
  /** See `native-section.ts`. */
  nativeSection: z.instanceof(SharedArrayBuffer),
});

export const workerRequestSchema = z.object({
  id: z.int().nonnegative(),
  role: z.enum(['query', 'passage']),
  texts: z.array(z.string()).min(1),
  /** Longest computation, from the receipt of the request. */
  timeoutMs: z.number().positive(),
});
export type WorkerRequest = z.infer<typeof workerRequestSchema>;

export const workerReplySchema = z.discriminatedUnion('kind', [
  /** Sent once, before any answer. */
  z.object({ kind: z.literal('ready'), dimensions: z.int().positive() }),
  /** Sent once, instead of `ready`. */
  z.object({ kind: z.literal('unusable'), reason: z.string() }),
  /** Concatenated vectors of the texts, in order (float32). */
  z.object({ kind: z.literal('vectors'), id: z.int(), values: z.instanceof(ArrayBuffer) }),
  /** `timeoutMs` elapsed before the end; the worker is healthy. */
  z.object({ kind: z.literal('late'), id: z.int() }),
  z.object({ kind: z.literal('failed'), id: z.int(), reason: z.string() }),
]);
export type WorkerReply = z.infer<typeof workerReplySchema>;
