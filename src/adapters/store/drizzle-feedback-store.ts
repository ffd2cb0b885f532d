import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Feedback } from '../../domain/feedback/feedback.ts';
import { isKept } from '../../domain/text/kept-text.ts';
import type { FeedbackStore } from '../../ports/feedback-store.ts';
import { feedbackRowSchema, selectFeedback } from './rows/feedback-rows.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** Rows read or written by one statement. */
const PAGE_SIZE = 1_000;

const idRowSchema = z.object({ id: z.string() });
const countRowSchema = z.object({ count: z.int().nonnegative() });

/** Feedback in PostgreSQL. Does not own the connection. */
export function createDrizzleFeedbackStore(connection: Pick<StoreConnection, 'run'>): FeedbackStore {
  const { execute, readAll, readOne } = createStatementRunner(connection);

  return {
    async add(entries) {
      for (const page of pagesOf(entries)) {
        await execute('enregistrement d’un avis', insertAll(page));
      }
    },
    async findKnown(ids) {
      const known = new Set<string>();
      for (const page of pagesOf(ids)) {
        const wanted = sql`select json_array_elements_text(${JSON.stringify(page)}::json)`;
        const statement = sql`select id from feedback where id in (${wanted})`;
        for (const { id } of await readAll('recherche d’avis', statement, idRowSchema)) known.add(id);
      }
      return known;
    },
    async remove(id) {
      if (!isKept(id)) return false;
      return (
        (await execute('retrait d’un avis', sql`delete from feedback where id = ${id} returning id`)) > 0
      );
    },
    async *list(since) {
      let after = { createdAt: since ?? '-infinity', id: '' };
      for (;;) {
        const page = await readAll(
          'lecture des avis',
          selectFeedback(after.createdAt, after.id, PAGE_SIZE),
          feedbackRowSchema,
        );
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE_SIZE) return;
        after = last;
      }
    },
    async removeBefore(instant) {
      const statement = sql`
        with gone as (delete from feedback where created_at < ${instant}::timestamptz returning id)
        select count(*)::int as count from gone`;
      return (await readOne('effacement des avis anciens', statement, countRowSchema)).count;
    },
  };
}

function insertAll(entries: readonly Feedback[]): SQL {
  return sql`
    insert into feedback (
      id, recommendation_id, experience_id, lever_id, verdict, reason, comment, ranking_version, created_at
    )
    select id, "recommendationId", subject ->> 'experienceId', subject ->> 'leverId', verdict, reason, comment,
      "rankingVersion", "createdAt"
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as row(
      id text, "recommendationId" text, subject jsonb, verdict text, reason text, comment text,
      "rankingVersion" text, "createdAt" timestamptz
    )
    on conflict (id) do nothing`;
}

function* pagesOf<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < items.length; from += PAGE_SIZE) yield items.slice(from, from + PAGE_SIZE);
}
