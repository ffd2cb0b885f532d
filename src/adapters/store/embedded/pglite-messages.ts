import { z } from 'zod';

/** `workerData` of the embedded database's worker. */
export const workerSettingsSchema = z.object({ entry: z.string(), directory: z.string() });

/** Main thread to worker. */
export const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('bytes'), bytes: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('close') }),
]);
export type WorkerRequest = z.infer<typeof requestSchema>;

/** Worker to main thread. */
export const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('bytes'), bytes: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('closed') }),
]);
export type WorkerReply = z.infer<typeof replySchema>;
