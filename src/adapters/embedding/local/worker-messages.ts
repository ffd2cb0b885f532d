/** What the service and the thread of the model say to each other. Both sides parse what they receive. */
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
  /** How long the answer is worth computing, from the receipt of the request. */
  timeoutMs: z.number().positive(),
});
export type WorkerRequest = z.infer<typeof workerRequestSchema>;

export const workerReplySchema = z.discriminatedUnion('kind', [
  /** Once, before any answer. */
  z.object({ kind: z.literal('ready'), dimensions: z.int().positive() }),
  /** Once, instead of `ready`. */
  z.object({ kind: z.literal('unusable'), reason: z.string() }),
  /** The vectors of the texts, in their order, one after the other (float32). */
  z.object({ kind: z.literal('vectors'), id: z.int(), values: z.instanceof(ArrayBuffer) }),
  /** `timeoutMs` went by before the end; the worker is well. */
  z.object({ kind: z.literal('late'), id: z.int() }),
  z.object({ kind: z.literal('failed'), id: z.int(), reason: z.string() }),
]);
export type WorkerReply = z.infer<typeof workerReplySchema>;
