import { gunzipSync, gzipSync } from 'node:zlib';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  type ImportPolicy,
  importPolicySchema,
  importSourceSchema,
  type JobAttempt,
  type JobOrigin,
  STRICT_POLICY,
} from '../../../domain/import-job/import-job.ts';
import type { ClaimedJob } from '../../../ports/import-job-store.ts';
import { isoInstant } from './columns.ts';

const requestSchema = z.object({
  source: importSourceSchema,
  isDryRun: z.boolean(),
  policy: importPolicySchema.prefault(STRICT_POLICY),
  /** Whether the sender named the document; false for an address. */
  isNamed: z.boolean(),
});

/** Writes the request as the JSON text of its column. */
export function toRequestDocument(origin: JobOrigin, isDryRun: boolean, policy: ImportPolicy): string {
  if (origin.kind === 'url') return JSON.stringify({ source: origin, isDryRun, isNamed: false, policy });
  const { bytes, isNamed, ...source } = origin;
  return JSON.stringify({ source: { ...source, byteCount: bytes.byteLength }, isDryRun, isNamed, policy });
}

/** Compresses the sent document, stored so that any process can run the job, even after a restart. */
export function toContent(origin: JobOrigin): Uint8Array | null {
  return origin.kind === 'content' ? gzipSync(origin.bytes) : null;
}

export const claimedRowSchema = z
  .object({
    id: z.string(),
    attempt: z.int(),
    request: requestSchema,
    content: z.instanceof(Uint8Array).nullable(),
    actor: z.string(),
  })
  .transform(({ request: { source, isNamed, isDryRun, policy }, content, ...claimed }): ClaimedJob => {
    if (source.kind === 'url') return { ...claimed, isDryRun, policy, origin: source };
    if (content === null) throw new TypeError('a job that has not ended keeps its bytes');
    const { kind, name, mediaType } = source;
    const bytes = gunzipSync(content);
    return { ...claimed, isDryRun, policy, origin: { kind, name, isNamed, mediaType, bytes } };
  });

/** Columns of `importJobSchema`, without the document. */
export const jobColumns = sql`id, state, request -> 'source' as source, request -> 'isDryRun' as "isDryRun",
  coalesce(request -> 'policy', '{}') as policy,
  progress, report, error as failure, actor, ${isoInstant('created_at')} as "createdAt",
  ${isoInstant('started_at')} as "startedAt", ${isoInstant('ended_at')} as "endedAt"`;

/** Condition that this attempt of an import job still runs. */
export function heldBy({ id, attempt }: JobAttempt): SQL {
  return sql`id = ${id} and state = 'running' and attempt = ${attempt}::int`;
}
