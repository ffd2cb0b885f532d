import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SharedCounters } from '../../ports/shared-counters.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

const secretRowSchema = z.object({ secret: z.string() }).transform(({ secret }) => secret);
const countRowSchema = z.object({ bucket: z.string(), hits: z.number().int() });

/** Request counters in PostgreSQL. Does not own the connection. */
export function createDrizzleSharedCounters(connection: Pick<StoreConnection, 'run'>): SharedCounters {
  const { execute, readAll, readOne } = createStatementRunner(connection);

  return {
    async secretOf(day, candidate) {
      // The no-op update makes a row of another instance visible to this statement.
      return await readOne(
        'ouverture des compteurs de requêtes',
        sql`insert into rate_secrets (day, secret) values (${day}, ${candidate})
          on conflict (day) do update set day = excluded.day returning secret`,
        secretRowSchema,
      );
    },
    async add(secret, counted) {
      if (counted.length === 0) return new Map();
      // Buckets are locked in order, so that two instances cannot deadlock.
      const rows = await readAll(
        'partage des compteurs de requêtes',
        sql`insert into rate_counters as counter (bucket, hits, expires_at)
          select added.bucket, added.hits, to_timestamp(added."expiresAtMs" / 1000.0)
          from json_to_recordset(${JSON.stringify(counted)}::json)
            as added (bucket text, hits integer, "expiresAtMs" bigint)
          where exists (select from rate_secrets where rate_secrets.secret = ${secret})
          order by added.bucket collate "C"
          on conflict (bucket) do update set hits = counter.hits + excluded.hits
          returning bucket, hits`,
        countRowSchema,
      );
      return rows.length === 0 ? null : new Map(rows.map(({ bucket, hits }) => [bucket, hits]));
    },
    async forgetBefore(day, nowMs) {
      await execute(
        'oubli des compteurs de requêtes',
        sql`with ended as (delete from rate_counters where expires_at <= to_timestamp(${nowMs}::bigint / 1000.0))
          delete from rate_secrets where day < ${day}`,
      );
    },
  };
}
