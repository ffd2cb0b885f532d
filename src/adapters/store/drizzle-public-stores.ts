import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Feedback, feedbackSchema } from '../../domain/feedback/feedback.ts';
import { isKept } from '../../domain/text/kept-text.ts';
import {
  type AnswerStore,
  type BlindSpotStore,
  blindSpotSchema,
  type ContributionStore,
  type FeedbackStore,
} from '../../ports/public-stores.ts';
import { elementsOf, idRowSchema, isoInstant } from './rows/columns.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** Rows read or written by one statement. */
const PAGE_SIZE = 1_000;

/** Another version of the service, with other rules, may have stored the row. */
const feedbackRowSchema = z.object({
  ...feedbackSchema.shape,
  id: z.string(),
  recommendationId: z.string(),
  comment: z.string().nullable(),
});

/** Feedback in PostgreSQL. Does not own the connection. */
export function createDrizzleFeedbackStore(connection: Pick<StoreConnection, 'run'>): FeedbackStore {
  const { execute, readAll, removeBefore } = createStatementRunner(connection);

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
      const statement = sql`select id from feedback where id in (${elementsOf(ids)})`;
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
    removeBefore: removeBefore('effacement des avis anciens', 'feedback'),
  };
}

/** Waiting contributions in PostgreSQL. Does not own the connection. */
export function createDrizzleContributionStore(connection: Pick<StoreConnection, 'run'>): ContributionStore {
  const { execute, removeBefore } = createStatementRunner(connection);
  return {
    async add({ experienceId, contact, createdAt }, limit) {
      const added = await execute(
        'enregistrement d’une contribution',
        sql`insert into contributions (experience_id, contact, created_at)
          select ${experienceId}, ${contact}::text, ${createdAt}::timestamptz
          where (select count(*) from contributions) < ${limit}::int
          returning experience_id`,
      );
      return added > 0;
    },
    async remove(experienceId) {
      await execute(
        'retrait d’une contribution',
        sql`delete from contributions where experience_id = ${experienceId}`,
      );
    },
    removeBefore: removeBefore('effacement des contributions anciennes', 'contributions'),
  };
}

/** No fingerprint: another request has begun since this statement did. */
const begunRowSchema = z.object({
  isNew: z.boolean(),
  fingerprint: z.string().nullable(),
  answer: z.instanceof(Uint8Array).nullable(),
});

/** Kept answers in PostgreSQL. Does not own the connection. */
export function createDrizzleAnswerStore(connection: Pick<StoreConnection, 'run'>): AnswerStore {
  const { execute, readOne, removeBefore } = createStatementRunner(connection);
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
    removeBefore: removeBefore('effacement des réponses anciennes', 'kept_answers'),
  };
}

/** Counts of blind spots in PostgreSQL. Does not own the connection. */
export function createDrizzleBlindSpotStore(connection: Pick<StoreConnection, 'run'>): BlindSpotStore {
  const { execute, readAll } = createStatementRunner(connection);
  return {
    async add(spots) {
      await execute(
        'compte des angles morts',
        sql`insert into blind_spots (month, kind, value, count)
          select month, kind, value, count
          from jsonb_to_recordset(${JSON.stringify(spots)}::jsonb)
            as row(month text, kind text, value text, count integer)
          order by month, kind, value
          on conflict (month, kind, value) do update set count = blind_spots.count + excluded.count`,
      );
    },
    list: (minimum) =>
      readAll(
        'lecture des angles morts',
        sql`select month, kind, value, count from blind_spots where count >= ${minimum}::int
          order by month desc, kind, count desc, value`,
        blindSpotSchema,
      ),
    removeBefore: (instant) =>
      execute(
        'effacement des angles morts anciens',
        sql`delete from blind_spots where month < ${instant.slice(0, 'YYYY-MM'.length)} returning value`,
      ),
  };
}
