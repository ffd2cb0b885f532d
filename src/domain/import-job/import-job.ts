import { z } from 'zod';
import { importReportSchema } from './import-report.ts';

export const IMPORT_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;

/** Source of an import: an address, or bytes with the sender's description of them. */
export type JobOrigin =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'content';
      /** Shown in reports. */
      readonly name: string;
      /** Whether the sender gave the name; otherwise the listing, hence what has left it, is unknown. */
      readonly isNamed: boolean;
      readonly mediaType: string | null;
      readonly bytes: Uint8Array;
    };

/** Source of an import, without the bytes. */
export const importSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('url'), url: z.string() }),
  z.object({
    kind: z.literal('content'),
    name: z.string(),
    mediaType: z.string().nullable(),
    byteCount: z.int(),
  }),
]);

const progressSchema = z.object({
  /** `reading` counts bytes or pages; `preparing` counts resources and fiches. */
  phase: z.enum(['reading', 'preparing']),
  done: z.number(),
  /** Null while unknown; never 0. */
  total: z.number().nullable(),
});
export type ImportProgress = z.infer<typeof progressSchema>;

/** Failure of a job, as its client reads it. */
const failureSchema = z.object({
  /** An `ErrorCode`, `interrupted` or `internal`. */
  code: z.string(),
  /** A French sentence. */
  detail: z.string(),
});
export type ImportFailure = z.infer<typeof failureSchema>;

/** Attempt at a job, required to write it: a process that was thought dead cannot overwrite its successor. */
export interface JobAttempt {
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
}

/** Import requested through the API. Instants are ISO 8601, UTC. */
export const importJobSchema = z.object({
  id: z.string(),
  state: z.enum(IMPORT_STATES),
  source: importSourceSchema,
  /** Reports the changes without storing them. */
  isDryRun: z.boolean(),
  progress: progressSchema.nullable(),
  /** Null until the job succeeds. */
  report: importReportSchema.nullable(),
  /** Null unless the job failed. */
  failure: failureSchema.nullable(),
  /** Prefix of the key that requested it. */
  actor: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type ImportJob = z.infer<typeof importJobSchema>;
