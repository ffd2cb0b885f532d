import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { AnswerStore } from '../../ports/answer-store.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** No fingerprint: another request has begun since this statement did. */
const begunRowSchema = z.object({
  isNew: z.boolean(),
  fingerprint: z.string().nullable(),
  answer: z.instanceof(Uint8Array).nullable(),
});

/** Kept answers in PostgreSQL. Does not own the connection. */
export function createDrizzleAnswerStore(connection: Pick<StoreConnection, 'run'>): AnswerStore {
  const { execute, readOne } = createStatementRunner(connection);
  return {
    async begin(digest, fingerprint) {
      const row = await readOne(
        'début d’une écriture',
        sql`with begun as (
            insert into kept_answers (digest, fingerprint, created_at) values (${digest}, ${fingerprint}, now())
            on conflict (digest) do update
              set fingerprint = excluded.fingerprint, answer = null, created_at = excluded.created_at
              where kept_answers.created_at < now() - interval '1 day'
            returning digest
          )
          select exists (select from begun) as "isNew",
            (select fingerprint from kept_answers where digest = ${digest}) as fingerprint,
            (select answer from kept_answers where digest = ${digest}) as answer`,
        begunRowSchema,
      );
      if (row.isNew) return 'begun';
      if (row.fingerprint !== null && row.fingerprint !== fingerprint) return 'other-request';
      return row.answer ?? 'unanswered';
    },
    async keep(digest, answer) {
      await execute(
        'conservation d’une réponse',
        sql`update kept_answers set answer = ${answer}::bytea where digest = ${digest}`,
      );
    },
    async forget(digest) {
      await execute('oubli d’une écriture', sql`delete from kept_answers where digest = ${digest}`);
    },
    removeBefore: (instant) =>
      execute(
        'effacement des réponses anciennes',
        sql`delete from kept_answers where created_at < ${instant}::timestamptz returning digest`,
      ),
  };
}
