import { gunzipSync, gzipSync } from 'node:zlib';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { EXPERIENCE_FIELDS } from '../../../domain/experience/difference.ts';
import { ACCESS_LEVELS } from '../../../domain/experience/experience.ts';
import {
  IMPORT_STATES,
  type ImportJob,
  type ImportSource,
  type JobOrigin,
} from '../../../domain/import-job/import-job.ts';
import type { ImportReport } from '../../../domain/import-job/import-report.ts';
import type { ClaimedJob } from '../../../ports/import-job-store.ts';
import { isoInstant } from './iso-instant.ts';

const requestSchema = z.object({
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('url'), url: z.string() }),
    z.object({
      kind: z.literal('content'),
      name: z.string(),
      mediaType: z.string().nullable(),
      byteCount: z.int(),
    }),
  ]),
  isDryRun: z.boolean(),
  /** Whether the sender named the document; false for an address. */
  isNamed: z.boolean(),
});

const progressSchema = z.object({
  phase: z.enum(['reading', 'preparing']),
  done: z.number(),
  total: z.number().nullable(),
});

const count = z.int().min(0);

const reportSchema: z.ZodType<ImportReport> = z.object({
  dryRun: z.boolean(),
  resources: z.object({ added: count, changed: count, unchanged: count, gone: count }),
  experiences: z.object({ added: count, changed: count, unchanged: count, removed: count }),
  changes: z.array(
    z.object({
      kind: z.enum(['added', 'changed', 'removed']),
      id: z.string(),
      title: z.string(),
      access: z.enum(ACCESS_LEVELS),
      resourceTitle: z.string().nullable(),
      fields: z.array(
        z.object({ field: z.enum(EXPERIENCE_FIELDS), before: z.unknown(), after: z.unknown() }),
      ),
    }),
  ),
  corrections: count,
  /** Missing from reports of earlier versions. */
  feedback: count.default(0),
  notes: z.array(
    z.object({
      code: z.string(),
      detail: z.string(),
      resourceId: z.string().nullable(),
      line: z.int().nullable(),
    }),
  ),
});

const failureSchema = z.object({ code: z.string(), detail: z.string() });

function sourceOf(origin: JobOrigin): ImportSource {
  if (origin.kind === 'url') return origin;
  const { kind, name, mediaType, bytes } = origin;
  return { kind, name, mediaType, byteCount: bytes.byteLength };
}

/** Writes the request as the JSON text of its column. */
export function toRequestDocument(origin: JobOrigin, isDryRun: boolean): string {
  const isNamed = origin.kind === 'content' && origin.isNamed;
  return JSON.stringify({ source: sourceOf(origin), isDryRun, isNamed });
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
  .transform(({ request: { source, isNamed, isDryRun }, content, ...claimed }): ClaimedJob => {
    if (source.kind === 'url') return { ...claimed, isDryRun, origin: source };
    if (content === null) throw new TypeError('a job that has not ended keeps its bytes');
    const { kind, name, mediaType } = source;
    return { ...claimed, isDryRun, origin: { kind, name, isNamed, mediaType, bytes: gunzipSync(content) } };
  });

export const jobRowSchema: z.ZodType<ImportJob> = z.object({
  id: z.string(),
  state: z.enum(IMPORT_STATES),
  source: requestSchema.shape.source,
  isDryRun: z.boolean(),
  progress: progressSchema.nullable(),
  report: reportSchema.nullable(),
  failure: failureSchema.nullable(),
  actor: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});

/** Columns of `jobRowSchema`, without the document. */
export const jobColumns = sql`id, state, request -> 'source' as source, request -> 'isDryRun' as "isDryRun",
  progress, report, error as failure, actor, ${isoInstant('created_at')} as "createdAt",
  ${isoInstant('started_at')} as "startedAt", ${isoInstant('ended_at')} as "endedAt"`;

/** Condition that this attempt of an import job still runs. */
export function heldBy(id: string | SQL, attempt: number | SQL): SQL {
  return sql`id = ${id} and state = 'running' and attempt = ${attempt}::int`;
}
