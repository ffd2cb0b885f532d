import { sql } from 'drizzle-orm';
import { bigint, check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { ACCESS_LEVELS } from '../../../domain/experience/experience.ts';
import { document, instant, oneOf, ordered } from './types.ts';

/** Recipe of the stored index; at most one row. */
export const indexState = pgTable(
  'index_state',
  {
    id: integer().primaryKey(),
    modelId: text('model_id').notNull(),
    pipelineVersion: text('pipeline_version').notNull(),
    documentCount: integer('document_count').notNull(),
  },
  (table) => [
    check('index_state_single', sql`${table.id} = 1`),
    check('index_state_count_positive', sql`${table.documentCount} >= 0`),
  ],
);

/** Number of counted experiences, public and visible, that contain each stem. */
export const termFrequencies = pgTable(
  'term_frequencies',
  { term: ordered().primaryKey(), documentCount: integer('document_count').notNull() },
  (table) => [check('term_frequencies_positive', sql`${table.documentCount} > 0`)],
);

/** Version of each audience; no row until something is published. */
export const publications = pgTable(
  'publications',
  { audience: text({ enum: ACCESS_LEVELS }).primaryKey(), version: text().notNull() },
  (table) => [check('publications_audience_known', oneOf(table.audience, ACCESS_LEVELS))],
);

/** Last change of each experience that was ever public: an experience that never was has no row. */
export const publicChanges = pgTable(
  'public_changes',
  {
    experienceId: ordered('experience_id').primaryKey(),
    revision: text(),
    number: bigint({ mode: 'number' }).notNull().unique('public_changes_number'),
    at: instant().notNull(),
  },
  (table) => [check('public_changes_number_positive', sql`${table.number} > 0`)],
);

/** Requests judged in the newsroom, which rank the experiences. */
export const judgedRequests = pgTable('judged_requests', {
  id: ordered().primaryKey(),
  request: document().notNull(),
  previous: document(),
  at: instant().notNull(),
});
