import { sql } from 'drizzle-orm';
import { check, index, pgTable, text } from 'drizzle-orm/pg-core';
import { bytewiseText, instant } from './columns.ts';

/** Anonymous opinions on recommendations. */
export const feedback = pgTable(
  'feedback',
  {
    id: bytewiseText('id').primaryKey(),
    recommendationId: text('recommendation_id').notNull(),
    /** Not a foreign key: feedback outlives its experience. */
    experienceId: text('experience_id'),
    leverId: text('lever_id'),
    verdict: text('verdict').notNull(),
    reason: text('reason'),
    comment: text('comment'),
    rankingVersion: text('ranking_version').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    check('feedback_verdict_known', sql`${table.verdict} in ('useful', 'not-useful')`),
    check('feedback_about_one', sql`num_nonnulls(${table.experienceId}, ${table.leverId}) = 1`),
    index('feedback_created_at').on(table.createdAt, table.id),
  ],
);
