import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { bytewiseText } from './columns.ts';

/** How many public experiences contain each stem. */
export const termFrequencies = pgTable(
  'term_frequencies',
  {
    term: bytewiseText('term').primaryKey(),
    documentCount: integer('document_count').notNull(),
  },
  (table) => [check('term_frequencies_positive', sql`${table.documentCount} > 0`)],
);

/** The recipe of what is stored; at most one row. */
export const indexState = pgTable(
  'index_state',
  {
    id: integer('id').primaryKey(),
    modelId: text('model_id').notNull(),
    pipelineVersion: text('pipeline_version').notNull(),
    documentCount: integer('document_count').notNull(),
    averageLengths: jsonb('average_lengths').notNull(),
  },
  (table) => [
    check('index_state_single', sql`${table.id} = 1`),
    check('index_state_count_positive', sql`${table.documentCount} >= 0`),
  ],
);

/** The version that each audience reads; no row until something was published. */
export const publications = pgTable(
  'publications',
  {
    audience: text('audience').primaryKey(),
    version: text('version').notNull(),
  },
  (table) => [check('publications_audience_known', sql`${table.audience} in ('public', 'members')`)],
);
