import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ImportFailure, ImportProgress } from '../../domain/import-job/import-job.ts';
import type { ImportJobStore, JobOutcome } from '../../ports/import-job-store.ts';
import type { StoreConnection } from './database.ts';
import { isStorable } from './experience-document.ts';
import { heldBy, withoutContent } from './held-job.ts';
import { claimedRowSchema, jobColumns, jobRowSchema, toRequestDocument } from './import-job-row.ts';
import { runStatement } from './run-statement.ts';
import { importJobs } from './schema.ts';

type Run = <T>(operation: string, statement: SQL, row: z.ZodType<T>) => Promise<readonly T[]>;

const idRowSchema = z.object({ id: z.string() });

/** What is shown of a progress, and the sign that the process lives. */
function seenNow(progress: ImportProgress | null): SQL {
  return sql`jsonb_build_object('seenAt', now(), 'shown', ${JSON.stringify(progress)}::jsonb)`;
}

/** Import jobs in PostgreSQL. The connection stays open: it is the store's. */
export function createDrizzleJobStore(connection: Pick<StoreConnection, 'run'>): ImportJobStore {
  const run: Run = (operation, statement, row) =>
    connection.run(operation, (database) => runStatement(database, statement, row));
  return { ...askingMethods(run), ...workingMethods(run), ...keepingMethods(run) };
}

type AskingMethod = 'create' | 'find' | 'list' | 'cancel';

function askingMethods(run: Run): Pick<ImportJobStore, AskingMethod> {
  return {
    async create({ id, origin, isDryRun, actor }, maxWaiting) {
      const [row] = await run(
        "enregistrement d'un import",
        sql`insert into ${importJobs} (id, state, request, actor, created_at)
          select ${id}, 'queued', ${toRequestDocument(origin, isDryRun)}::jsonb, ${actor}, now()
          where (select count(*) from ${importJobs} where state = 'queued') < ${maxWaiting}::int
          returning ${jobColumns}`,
        jobRowSchema,
      );
      return row ?? null;
    },
    async find(id) {
      if (!isStorable(id)) return null;
      const statement = sql`select ${jobColumns} from ${importJobs} where id = ${id}`;
      const [row] = await run("lecture d'un import", statement, jobRowSchema);
      return row ?? null;
    },
    list: (limit, actor) =>
      run(
        'liste des imports',
        sql`select ${jobColumns} from ${importJobs}
          where ${actor}::text is null or actor = ${actor}
          order by ${importJobs}.created_at desc, ${importJobs}.id limit ${limit}::int`,
        jobRowSchema,
      ),
    async cancel(id) {
      if (!isStorable(id)) return false;
      const rows = await run(
        "annulation d'un import",
        sql`update ${importJobs} set state = 'cancelled', ended_at = now(), request = ${withoutContent}
          where id = ${id} and state in ('queued', 'running') returning id`,
        idRowSchema,
      );
      return rows.length === 1;
    },
  };
}

type WorkingMethod = 'claim' | 'saveProgress' | 'finish';

function workingMethods(run: Run): Pick<ImportJobStore, WorkingMethod> {
  return {
    async claim(id) {
      const [row] = await run(
        "prise en charge d'un import",
        sql`update ${importJobs}
          set state = 'running', started_at = coalesce(started_at, now()), progress = ${seenNow(null)},
            request = jsonb_set(request, '{attempt}', to_jsonb((request ->> 'attempt')::int + 1))
          where id = ${id} and state = 'queued' returning request, actor`,
        claimedRowSchema,
      );
      return row ?? null;
    },
    async saveProgress(id, attempt, progress) {
      const rows = await run(
        "progression d'un import",
        sql`update ${importJobs} set progress = ${seenNow(progress)} where ${heldBy(id, attempt)} returning id`,
        idRowSchema,
      );
      return rows.length === 1;
    },
    async finish(id, attempt, outcome) {
      await run("fin d'un import", endJob(id, attempt, outcome), z.unknown());
    },
  };
}

function endJob(id: string, attempt: number, outcome: JobOutcome): SQL {
  if (outcome.state === 'queued') {
    const attempts = outcome.isCounted ? attempt : attempt - 1;
    return sql`update ${importJobs}
      set state = 'queued', request = jsonb_set(request, '{attempt}', to_jsonb(${attempts}::int))
      where ${heldBy(id, attempt)}`;
  }
  const report = outcome.state === 'succeeded' ? JSON.stringify(outcome.report) : null;
  const failure = outcome.state === 'failed' ? JSON.stringify(outcome.failure) : null;
  return sql`update ${importJobs}
    set state = ${outcome.state}, report = ${report}::jsonb, error = ${failure}::jsonb, ended_at = now(),
      request = ${withoutContent}
    where ${heldBy(id, attempt)}`;
}

type KeepingMethod = 'takeBackAbandoned' | 'listQueued' | 'forgetEnded';

function keepingMethods(run: Run): Pick<ImportJobStore, KeepingMethod> {
  return {
    async takeBackAbandoned(silentMs, maxAttempts, failure: ImportFailure) {
      const isLast = sql`(request ->> 'attempt')::int >= ${maxAttempts}::int`;
      const rows = await run(
        'reprise des imports abandonnés',
        sql`update ${importJobs}
          set state = case when ${isLast} then 'failed' else 'queued' end,
            error = case when ${isLast} then ${JSON.stringify(failure)}::jsonb end,
            ended_at = case when ${isLast} then now() end,
            request = case when ${isLast} then ${withoutContent} else request end
          where state = 'running' and (progress ->> 'seenAt')::timestamptz <= now() - ${silentMs}::int * interval '1 millisecond'
          returning id`,
        idRowSchema,
      );
      return rows.map(({ id }) => id);
    },
    async listQueued() {
      const statement = sql`select id from ${importJobs} where state = 'queued' order by created_at, id`;
      const rows = await run('liste des imports en attente', statement, idRowSchema);
      return rows.map(({ id }) => id);
    },
    async forgetEnded(kept) {
      await run(
        'oubli des anciens imports',
        sql`delete from ${importJobs} where id in (
          select id from ${importJobs} where ended_at is not null
          order by ended_at desc, id offset ${kept}::int)`,
        z.unknown(),
      );
    },
  };
}
