import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Feedback, feedbackSchema } from '../../domain/feedback/feedback.ts';
import { isKept } from '../../domain/text/kept-text.ts';
import type { FeedbackStore } from '../../ports/feedback-store.ts';
import { isoInstant } from './rows/iso-instant.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** Rows read or written by one statement. */
const PAGE_SIZE = 1_000;

const idRowSchema = z.object({ id: z.string() }).transform(({ id }) => id);

/** Another version of the service, with other rules, may have stored the row. */
const feedbackRowSchema = z.object({
  ...feedbackSchema.shape,
  id: z.string(),
  recommendationId: z.string(),
  comment: z.string().nullable(),
});

/** Feedback in PostgreSQL. Does not own the connection. */
export function createDrizzleFeedbackStore(connection: Pick<StoreConnection, 'run'>): FeedbackStore {
  const { execute, readAll } = createStatementRunner(connection);

  /** Reads the page after an instant and an id. */
  const readPage = (after: Pick<Feedback, 'createdAt' | 'id'>) =>
    readAll(
      'lecture des avis',
      sql`select id, recommendation_id as "recommendationId",
          json_build_object('experienceId', experience_id, 'leverId', lever_id) as subject, verdict, reason,
          comment, ranking_version as "rankingVersion", ${isoInstant('created_at')} as "createdAt"
        from feedback where (created_at, id) > (${after.createdAt}::timestamptz, ${after.id})
        order by created_at, id limit ${PAGE_SIZE}::int`,
      feedbackRowSchema,
    );

  return {
    async add(entries) {
      for (let from = 0; from < entries.length; from += PAGE_SIZE) {
        const page = JSON.stringify(entries.slice(from, from + PAGE_SIZE));
        await execute(
          'enregistrement d’un avis',
          sql`insert into feedback (
              id, recommendation_id, experience_id, lever_id, verdict, reason, comment, ranking_version, created_at
            )
            select id, "recommendationId", subject ->> 'experienceId', subject ->> 'leverId', verdict, reason,
              comment, "rankingVersion", "createdAt"
            from jsonb_to_recordset(${page}::jsonb) as row(
              id text, "recommendationId" text, subject jsonb, verdict text, reason text, comment text,
              "rankingVersion" text, "createdAt" timestamptz
            )
            on conflict (id) do nothing`,
        );
      }
    },
    async findKnown(ids) {
      const wanted = sql`select json_array_elements_text(${JSON.stringify(ids)}::json)`;
      const statement = sql`select id from feedback where id in (${wanted})`;
      return new Set(await readAll('recherche d’avis', statement, idRowSchema));
    },
    async remove(id) {
      if (!isKept(id)) return false;
      return (
        (await execute('retrait d’un avis', sql`delete from feedback where id = ${id} returning id`)) > 0
      );
    },
    async *list(since) {
      let page = await readPage({ createdAt: since ?? '-infinity', id: '' });
      for (;;) {
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE_SIZE) return;
        page = await readPage(last);
      }
    },
    removeBefore: (instant) =>
      execute(
        'effacement des avis anciens',
        sql`delete from feedback where created_at < ${instant}::timestamptz returning id`,
      ),
  };
}
