import { gunzipSync, gzipSync } from 'node:zlib';
import { and, desc, eq, getTableColumns, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  type ImportJob,
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
import { selectRowIf } from './rows/column-lists.ts';
import { heldBy, instantKey, isAfter } from './rows/columns.ts';
import type { StoreConnection } from './session/database.ts';
import { importJobs } from './tables/imports.ts';

const requestSchema = z.object({
  source: importSourceSchema,
  isDryRun: z.boolean(),
  policy: importPolicySchema.prefault(STRICT_POLICY),
  /** Whether the sender named the document; false for an address. */
  isNamed: z.boolean().prefault(false),
});

function toRequest(
  origin: JobOrigin,
  isDryRun: boolean,
  policy: ImportPolicy,
): z.output<typeof requestSchema> {
  if (origin.kind === 'url') return { source: origin, isDryRun, isNamed: false, policy };
  const { bytes, isNamed, ...source } = origin;
  return { source: { ...source, byteCount: bytes.byteLength }, isDryRun, isNamed, policy };
}

/** Compresses the sent document, stored so that any process can run the job, even after a restart. */
function toContent(origin: JobOrigin): Uint8Array | null {
  return origin.kind === 'content' ? gzipSync(origin.bytes) : null;
}

const { content, ...jobColumns } = getTableColumns(importJobs);

type JobRow = typeof importJobs.$inferSelect;

const toJob = ({ request, error, ...row }: Omit<JobRow, 'content'>): ImportJob =>
  importJobSchema.parse({ ...row, ...requestSchema.parse(request), failure: error });

const { id, attempt, request, actor } = jobColumns;
const claimColumns = { id, attempt, request, content, actor };

function toClaimedJob({ request, content, ...job }: Pick<JobRow, keyof typeof claimColumns>): ClaimedJob {
  const { source, isNamed, isDryRun, policy } = requestSchema.parse(request);
  if (source.kind === 'url') return { ...job, isDryRun, policy, origin: source };
  if (content === null) throw new TypeError('a job that has not ended keeps its bytes');
  const { kind, name, mediaType } = source;
  return { ...job, isDryRun, policy, origin: { kind, name, isNamed, mediaType, bytes: gunzipSync(content) } };
}

const NOTHING_DONE = {
  state: 'queued',
  progress: null,
  report: null,
  error: null,
  startedAt: null,
  endedAt: null,
  attempt: 0,
  seenAt: null,
};

/** Import jobs in PostgreSQL. Does not own the connection. */
export function createDrizzleJobStore(connection: Pick<StoreConnection, 'run'>): ImportJobStore {
  return { ...askingMethods(connection), ...workingMethods(connection), ...keepingMethods(connection) };
}

function askingMethods({ run }: Pick<StoreConnection, 'run'>) {
  return {
    async create({ id, origin, isDryRun, policy, actor }, maxWaiting) {
      const row = {
        ...NOTHING_DONE,
        id,
        request: toRequest(origin, isDryRun, policy),
        content: toContent(origin),
        actor,
        createdAt: sql`now()`,
      };
      const [job] = await run('enregistrement d’un import', (database) => {
        const queued = database.$count(importJobs, eq(importJobs.state, 'queued'));
        return database
          .insert(importJobs)
          .select(selectRowIf(getTableColumns(importJobs), row, sql`${queued} < ${maxWaiting}::int`))
          .returning(jobColumns);
      });
      return job === undefined ? null : toJob(job);
    },
    async find(id) {
      if (!isKept(id)) return null;
      const [job] = await run('lecture d’un import', (database) =>
        database.select(jobColumns).from(importJobs).where(eq(importJobs.id, id)),
      );
      return job === undefined ? null : toJob(job);
    },
    async list({ after, limit }, actor) {
      const requested = instantKey(importJobs.createdAt);
      const isLater = isAfter(after, { key: requested, id: importJobs.id, order: 'desc' });
      const jobs = await run('liste des imports', (database) =>
        database
          .select(jobColumns)
          .from(importJobs)
          .where(and(actor === null ? undefined : eq(importJobs.actor, actor), isLater))
          .orderBy(desc(requested), importJobs.id)
          .limit(limit),
      );
      return jobs.map(toJob);
    },
    async cancel(id) {
      if (!isKept(id)) return false;
      const isUnfinished = and(eq(importJobs.id, id), inArray(importJobs.state, ['queued', 'running']));
      const { count } = await run('annulation d’un import', (database) =>
        database
          .update(importJobs)
          .set({ state: 'cancelled', endedAt: sql`now()`, content: null })
          .where(isUnfinished),
      );
      return count === 1;
    },
  } satisfies Partial<ImportJobStore>;
}

function workingMethods({ run }: Pick<StoreConnection, 'run'>) {
  return {
    async claim() {
      const { id, state, attempt, startedAt, createdAt } = importJobs;
      const [job] = await run('prise en charge d’un import', (database) => {
        const next = database
          .select({ id })
          .from(importJobs)
          .where(eq(state, 'queued'))
          .orderBy(attempt, createdAt, id)
          .limit(1)
          .for('update', { skipLocked: true });
        return database
          .update(importJobs)
          .set({
            state: 'running',
            startedAt: sql`coalesce(${startedAt}, now())`,
            seenAt: sql`now()`,
            progress: null,
            attempt: sql`${attempt} + 1`,
          })
          .where(eq(id, next))
          .returning(claimColumns);
      });
      return job === undefined ? null : toClaimedJob(job);
    },
    async saveProgress(job, progress) {
      const { count } = await run('progression d’un import', (database) =>
        database.update(importJobs).set({ seenAt: sql`now()`, progress }).where(heldBy(job)),
      );
      return count === 1;
    },
    async finish(job, outcome) {
      await run('fin d’un import', (database) =>
        database.update(importJobs).set(endOf(job, outcome)).where(heldBy(job)),
      );
    },
  } satisfies Partial<ImportJobStore>;
}

function endOf(job: JobAttempt, outcome: JobOutcome) {
  if (outcome.state === 'queued') {
    return { state: outcome.state, attempt: outcome.isCounted ? job.attempt : job.attempt - 1 };
  }
  const { state } = outcome;
  const result = state === 'succeeded' ? { report: outcome.report } : { error: outcome.failure };
  return { ...result, state, endedAt: sql`now()`, content: null };
}

function keepingMethods({ run }: Pick<StoreConnection, 'run'>) {
  return {
    async takeBackAbandoned(silentMs, maxAttempts, failure) {
      const { state, attempt, seenAt, content } = importJobs;
      const isLast = sql`${attempt} >= ${maxAttempts}::int`;
      const isSilent = lte(seenAt, sql`now() - ${silentMs}::int * interval '1 millisecond'`);
      await run('reprise des imports abandonnés', (database) =>
        database
          .update(importJobs)
          .set({
            state: sql`case when ${isLast} then 'failed' else 'queued' end`,
            error: sql`case when ${isLast} then ${JSON.stringify(failure)}::jsonb end`,
            endedAt: sql`case when ${isLast} then now() end`,
            content: sql`case when ${isLast} then null else ${content} end`,
          })
          .where(and(eq(state, 'running'), isSilent)),
      );
    },
    countQueued: () =>
      run('nombre des imports en attente', (database) =>
        database.$count(importJobs, eq(importJobs.state, 'queued')),
      ),
    async forgetEnded(kept) {
      const { id, endedAt } = importJobs;
      await run('oubli des anciens imports', (database) => {
        const old = database
          .select({ id })
          .from(importJobs)
          .where(isNotNull(endedAt))
          .orderBy(desc(endedAt), id)
          .offset(kept);
        return database.delete(importJobs).where(inArray(id, old));
      });
    },
  } satisfies Partial<ImportJobStore>;
}
