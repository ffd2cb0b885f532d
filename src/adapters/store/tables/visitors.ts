import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { type FeedbackReason, VERDICTS } from '../../../domain/feedback/feedback.ts';
import { BLIND_SPOT_KINDS } from '../../../ports/public-stores.ts';
import { document, instant, oneOf, ordered } from './types.ts';

/** Anonymous opinions on recommendations; an opinion outlives its experience. */
export const feedback = pgTable(
  'feedback',
  {
    id: ordered().primaryKey(),
    recommendationId: text('recommendation_id').notNull(),
    experienceId: text('experience_id'),
    leverId: text('lever_id'),
    verdict: text({ enum: VERDICTS }).notNull(),
    reason: text().$type<FeedbackReason>(),
    comment: text(),
    rankingVersion: text('ranking_version').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    check('feedback_verdict_known', oneOf(table.verdict, VERDICTS)),
    check('feedback_about_one', sql`num_nonnulls(${table.experienceId}, ${table.leverId}) <= 1`),
    index('feedback_created_at').on(table.createdAt, table.id),
  ],
);

/** Questions that visitors left to the newsroom. */
export const entrustedQuestions = pgTable(
  'entrusted_questions',
  { id: ordered().primaryKey(), question: document().notNull(), createdAt: instant('created_at').notNull() },
  (table) => [index('entrusted_questions_created_at').on(table.createdAt, table.id)],
);

/** Experiences proposed on the public form that wait for a decision; a row precedes its experience. */
export const contributions = pgTable('contributions', {
  experienceId: text('experience_id').primaryKey(),
  contact: text(),
  createdAt: instant('created_at').notNull(),
});

/** Questions that found nothing close, counted: no text, no address, nothing that links two counts. */
export const blindSpots = pgTable(
  'blind_spots',
  {
    month: text().notNull(),
    kind: text({ enum: BLIND_SPOT_KINDS }).notNull(),
    value: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [
    primaryKey({ name: 'blind_spots_pkey', columns: [table.month, table.kind, table.value] }),
    check('blind_spots_kind', oneOf(table.kind, BLIND_SPOT_KINDS)),
  ],
);
