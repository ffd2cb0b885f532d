import { gunzipSync, gzipSync } from 'node:zlib';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  type ImportPolicy,
  importJobSchema,
  importPolicySchema,
  importSourceSchema,
  type JobAttempt,
  type JobOrigin,
  STRICT_POLICY,
} from '../../domain/import-job/import-job.ts';
import { isKept } from '../../domain/text/kept-text.ts';
import type { ClaimedJob, ImportJobStore, JobOutcome } from '../../ports/import-job-store.ts';
import { heldBy, instantKey, isAfter, isoInstant } from './rows/columns.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner, type StatementRunner } from './session/run-statement.ts';

const requestSchema = z.object({
  source: importSourceSchema,
  isDryRun: z.boolean(),
  policy: importPolicySchema.prefault(STRICT_POLICY),
  /** Whether the sender named the document; false for an address. */
  isNamed: z.boolean(),
});

/** Writes the request as the JSON text of its column. */
function toRequestDocument(origin: JobOrigin, isDryRun: boolean, policy: ImportPolicy): string {
  if (origin.kind === 'url') return JSON.stringify({ source: origin, isDryRun, isNamed: false, policy });
  const { bytes, isNamed, ...source } = origin;
  return JSON.stringify({ source: { ...source, byteCount: bytes.byteLength }, isDryRun, isNamed, policy });
}

/** Compresses the sent document, stored so that any process can run the job, even after a restart. */
function toContent(origin: JobOrigin): Uint8Array | null {
  return origin.kind === 'content' ? gzipSync(origin.bytes) : null;
}

const claimedRowSchema = z
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
const jobColumns = sql`id, state, request -> 'source' as source, request -> 'isDryRun' as "isDryRun",
  coalesce(request -> 'policy', '{}') as policy,
  progress, report, error as failure, actor, ${isoInstant('created_at')} as "createdAt",
  ${isoInstant('started_at')} as "startedAt", ${isoInstant('ended_at')} as "endedAt"`;

const REQUESTED = instantKey('created_at');

const countRowSchema = z.object({ waiting: z.int() }).transform(({ waiting }) => waiting);

/** Import jobs in PostgreSQL. Does not own the connection. */
export function createDrizzleJobStore(connection: Pick<StoreConnection, 'run'>): ImportJobStore {
  const runner = createStatementRunner(connection);
  return { ...askingMethods(runner), ...workingMethods(runner), ...keepingMethods(runner) };
}

function askingMethods({ execute, readAll, readFirst }: StatementRunner) {
  return {
    async create({ id, origin, isDryRun, policy, actor }, maxWaiting) {
      return await readFirst(
        'enregistrement d’un import',
        sql`insert into import_jobs (id, state, request, content, actor, created_at)
          select ${id}, 'queued', ${toRequestDocument(origin, isDryRun, policy)}::jsonb, ${toContent(origin)}::bytea, ${actor}, now()
          where (select count(*) from import_jobs where state = 'queued') < ${maxWaiting}::int
          returning ${jobColumns}`,
        importJobSchema,
      );
    },
    async find(id) {
      if (!isKept(id)) return null;
      const statement = sql`select ${jobColumns} from import_jobs where id = ${id}`;
      return await readFirst('lecture d’un import', statement, importJobSchema);
    },
    list: ({ after, limit }, actor) =>
      readAll(
        'liste des imports',
        sql`select ${jobColumns} from import_jobs
          where (${actor}::text is null or actor = ${actor})
            and ${isAfter(after, { key: REQUESTED, id: sql`id`, order: 'desc' })}
          order by ${REQUESTED} desc, id limit ${limit}::int`,
        importJobSchema,
      ),
    async cancel(id) {
      if (!isKept(id)) return false;
      const count = await execute(
        'annulation d’un import',
        sql`update import_jobs set state = 'cancelled', ended_at = now(), content = null
          where id = ${id} and state in ('queued', 'running') returning id`,
      );
      return count === 1;
    },
  } satisfies Partial<ImportJobStore>;
}

function workingMethods({ execute, readFirst }: StatementRunner) {
  return {
    claim: () =>
      readFirst(
        'prise en charge d’un import',
        sql`update import_jobs
          set state = 'running', started_at = coalesce(started_at, now()), seen_at = now(), progress = null,
            attempt = attempt + 1
          where id = (
            select id from import_jobs where state = 'queued'
            order by attempt, created_at, id limit 1 for update skip locked
          )
          returning id, attempt, request, content, actor`,
        claimedRowSchema,
      ),
    async saveProgress(job, progress) {
      const count = await execute(
        'progression d’un import',
        sql`update import_jobs set seen_at = now(), progress = ${JSON.stringify(progress)}::jsonb
          where ${heldBy(job)} returning id`,
      );
      return count === 1;
    },
    async finish(job, outcome) {
      await execute('fin d’un import', endJob(job, outcome));
    },
  } satisfies Partial<ImportJobStore>;
}

function endJob(job: JobAttempt, outcome: JobOutcome): SQL {
  if (outcome.state === 'queued') {
    return sql`update import_jobs
      set state = 'queued', attempt = ${outcome.isCounted ? job.attempt : job.attempt - 1}::int
      where ${heldBy(job)}`;
  }
  const report = outcome.state === 'succeeded' ? JSON.stringify(outcome.report) : null;
  const failure = outcome.state === 'failed' ? JSON.stringify(outcome.failure) : null;
  return sql`update import_jobs
    set state = ${outcome.state}, report = ${report}::jsonb, error = ${failure}::jsonb, ended_at = now(),
      content = null
    where ${heldBy(job)}`;
}

function keepingMethods({ execute, readOne }: StatementRunner) {
  return {
    async takeBackAbandoned(silentMs, maxAttempts, failure) {
      const isLast = sql`attempt >= ${maxAttempts}::int`;
      await execute(
        'reprise des imports abandonnés',
        sql`update import_jobs
          set state = case when ${isLast} then 'failed' else 'queued' end,
            error = case when ${isLast} then ${JSON.stringify(failure)}::jsonb end,
            ended_at = case when ${isLast} then now() end,
            content = case when ${isLast} then null else content end
          where state = 'running' and seen_at <= now() - ${silentMs}::int * interval '1 millisecond'`,
      );
    },
    async countQueued() {
      const statement = sql`select count(*)::int as waiting from import_jobs where state = 'queued'`;
      return await readOne('nombre des imports en attente', statement, countRowSchema);
    },
    async forgetEnded(kept) {
      await execute(
        'oubli des anciens imports',
        sql`delete from import_jobs where id in (
          select id from import_jobs where ended_at is not null
          order by ended_at desc, id offset ${kept}::int)`,
      );
    },
  } satisfies Partial<ImportJobStore>;
}
