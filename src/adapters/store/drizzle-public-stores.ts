import { and, desc, eq, getTableColumns, gte, like, lt, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { type EntrustedQuestion, entrustedQuestionSchema } from '../../domain/feedback/entrusted-question.ts';
import { type Feedback, feedbackSchema } from '../../domain/feedback/feedback.ts';
import { isKept } from '../../domain/text/kept-text.ts';
import type {
  AnswerStore,
  BlindSpot,
  BlindSpotStore,
  ContributionStore,
  EntrustedQuestionStore,
  FeedbackStore,
  VisitorStore,
} from '../../ports/public-stores.ts';
import { selectRowIf } from './rows/column-lists.ts';
import { elementsOf } from './rows/columns.ts';
import type { StoreConnection } from './session/database.ts';
import { createRemoveBefore, createStatementRunner } from './session/run-statement.ts';
import { keptAnswers } from './tables/access.ts';
import { blindSpots, contributions, entrustedQuestions, feedback } from './tables/visitors.ts';

/** Rows read or written by one statement. */
const PAGE_SIZE = 1_000;

/** Another version of the service, with other rules, may have stored the row. */
const feedbackRowSchema = z.object({
  ...feedbackSchema.shape,
  id: z.string(),
  recommendationId: z.string(),
  comment: z.string().nullable(),
});

const toFeedback = ({ experienceId, leverId, ...row }: typeof feedback.$inferSelect): Feedback =>
  feedbackRowSchema.parse({ ...row, subject: { experienceId, leverId } });

/** @param thing name in the operations: « des avis » */
function createErasing(
  connection: Pick<StoreConnection, 'run'>,
  thing: string,
  table: PgTable & Readonly<Record<'id' | 'createdAt', AnyPgColumn>>,
): VisitorStore {
  return {
    async remove(id) {
      if (!isKept(id)) return false;
      const { count } = await connection.run(`retrait ${thing}`, (database) =>
        database.delete(table).where(eq(table.id, id)),
      );
      return count > 0;
    },
    removeBefore: createRemoveBefore(connection, `effacement ${thing} d’avant`, table),
  };
}

const questionRowSchema = z
  .object({ question: z.unknown(), id: z.string(), createdAt: z.string() })
  .transform(
    ({ question, ...row }): EntrustedQuestion =>
      entrustedQuestionSchema.parse({ ...Object(question), ...row }),
  );

/** Entrusted questions in PostgreSQL. Does not own the connection. */
export function createDrizzleEntrustedQuestionStore(
  connection: Pick<StoreConnection, 'run'>,
): EntrustedQuestionStore {
  const { run } = connection;
  const { id: key, createdAt: since } = entrustedQuestions;
  return {
    ...createErasing(connection, 'des questions confiées', entrustedQuestions),
    async add({ id, createdAt, ...question }) {
      await run('enregistrement d’une question confiée', (database) =>
        database.insert(entrustedQuestions).values({ id, createdAt, question }),
      );
    },
    async find(id) {
      if (!isKept(id)) return null;
      const [row] = await run('lecture d’une question confiée', (database) =>
        database.select().from(entrustedQuestions).where(eq(key, id)),
      );
      return row === undefined ? null : questionRowSchema.parse(row);
    },
    list: (limit) =>
      run('lecture des questions confiées', async (database) => {
        const rows = await database.select().from(entrustedQuestions).orderBy(since, key).limit(limit);
        return {
          questions: rows.map((row) => questionRowSchema.parse(row)),
          total: await database.$count(entrustedQuestions),
        };
      }),
  };
}

/** Feedback in PostgreSQL. Does not own the connection. */
export function createDrizzleFeedbackStore(connection: Pick<StoreConnection, 'run'>): FeedbackStore {
  const { run } = connection;

  const readPage = (after: Pick<Feedback, 'createdAt' | 'id'>) =>
    run('lecture des avis', (database) =>
      database
        .select()
        .from(feedback)
        .where(sql`(${feedback.createdAt}, ${feedback.id}) > (${after.createdAt}::timestamptz, ${after.id})`)
        .orderBy(feedback.createdAt, feedback.id)
        .limit(PAGE_SIZE),
    );

  return {
    ...createErasing(connection, 'des avis', feedback),
    async add(entries) {
      for (let from = 0; from < entries.length; from += PAGE_SIZE) {
        const page = entries
          .slice(from, from + PAGE_SIZE)
          .map(({ subject, ...entry }) => ({ ...entry, ...subject }));
        await run('enregistrement d’un avis', (database) =>
          database.insert(feedback).values(page).onConflictDoNothing({ target: feedback.id }),
        );
      }
    },
    async findKnown(ids) {
      const known = await run('recherche d’avis', (database) =>
        database
          .select({ id: feedback.id })
          .from(feedback)
          .where(sql`${feedback.id} in (${elementsOf(ids)})`),
      );
      return new Set(known.map(({ id }) => id));
    },
    async *list() {
      let page = await readPage({ createdAt: '-infinity', id: '' });
      for (;;) {
        yield* page.map(toFeedback);
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE_SIZE) return;
        page = await readPage(last);
      }
    },
  };
}

/** Waiting contributions in PostgreSQL. Does not own the connection. */
export function createDrizzleContributionStore(connection: Pick<StoreConnection, 'run'>): ContributionStore {
  const { run } = connection;
  return {
    async add(contribution, { since, all, ofTerritory, sameTerritory }) {
      const { count } = await run('enregistrement d’une contribution', (database) => {
        const isRecent = gte(contributions.createdAt, since);
        const isAlike = and(isRecent, like(contributions.experienceId, sameTerritory));
        const isPlace = sql`${database.$count(contributions, isRecent)} < ${all}::int
          and ${database.$count(contributions, isAlike)} < ${ofTerritory}::int`;
        return database
          .insert(contributions)
          .select(selectRowIf(getTableColumns(contributions), contribution, isPlace));
      });
      return count > 0;
    },
    countSince: (instant) =>
      run('compte des contributions', (database) =>
        database.$count(contributions, gte(contributions.createdAt, instant)),
      ),
    async remove(experienceId) {
      await run('retrait d’une contribution', (database) =>
        database.delete(contributions).where(eq(contributions.experienceId, experienceId)),
      );
    },
    removeBefore: createRemoveBefore(connection, 'effacement des contributions anciennes', contributions),
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
  const { run, readOne } = createStatementRunner(connection);
  return {
    async begin(digest, fingerprint) {
      const kept = sql`${keptAnswers} where ${keptAnswers.digest} = ${digest}`;
      const row = await readOne(
        'début d’une écriture',
        sql`with begun as (
            insert into ${keptAnswers} (digest, fingerprint, created_at) values (${digest}, ${fingerprint}, now())
            on conflict (digest) do update
              set fingerprint = excluded.fingerprint, answer = null, created_at = excluded.created_at
              where ${keptAnswers.createdAt} < now() - interval '1 day'
            returning ${keptAnswers.digest}
          )
          select exists (select from begun) as "isNew",
            (select ${keptAnswers.fingerprint} from ${kept}) as fingerprint,
            (select ${keptAnswers.answer} from ${kept}) as answer`,
        begunRowSchema,
      );
      if (row.isNew) return 'begun';
      if (row.fingerprint !== null && row.fingerprint !== fingerprint) return 'other-request';
      return row.answer ?? 'unanswered';
    },
    async keep(digest, answer) {
      await run('conservation d’une réponse', (database) =>
        database.update(keptAnswers).set({ answer }).where(eq(keptAnswers.digest, digest)),
      );
    },
    async forget(digest) {
      await run('oubli d’une écriture', (database) =>
        database.delete(keptAnswers).where(eq(keptAnswers.digest, digest)),
      );
    },
    removeBefore: createRemoveBefore(connection, 'effacement des réponses anciennes', keptAnswers),
  };
}

/** Counts of blind spots in PostgreSQL. Does not own the connection. */
export function createDrizzleBlindSpotStore({ run }: Pick<StoreConnection, 'run'>): BlindSpotStore {
  const { month, kind, value, count } = blindSpots;
  return {
    async add(spots) {
      if (spots.length === 0) return;
      // In one order, or two instances that count together could wait for each other.
      const sorted = spots.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      await run('compte des angles morts', (database) =>
        database
          .insert(blindSpots)
          .values(sorted)
          .onConflictDoUpdate({
            target: [month, kind, value],
            set: { count: sql`${count} + excluded.count` },
          }),
      );
    },
    list: (minimum) =>
      run('lecture des angles morts', (database) =>
        database
          .select()
          .from(blindSpots)
          .where(gte(count, minimum))
          .orderBy(desc(month), kind, desc(count), value),
      ),
    async removeBefore(instant) {
      const removed = await run('effacement des angles morts anciens', (database) =>
        database.delete(blindSpots).where(lt(month, instant.slice(0, 'YYYY-MM'.length))),
      );
      return removed.count;
    },
  };
}

const keyOf = ({ month, kind, value }: BlindSpot) => [month, kind, value].join(' ');
