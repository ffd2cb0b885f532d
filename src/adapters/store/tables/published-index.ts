import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { bytewiseText } from './columns.ts';

/** Number of public experiences that contain each stem. */
export const termFrequencies = pgTable(
  'term_frequencies',
  {
    term: bytewiseText('term').primaryKey(),
    documentCount: integer('document_count').notNull(),
  },
  (table) => [check('term_frequencies_positive', sql`${table.documentCount} > 0`)],
);

/** Recipe of the stored index; at most one row. */
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

/** Version of each audience; no row until something is published. */
export const publications = pgTable(
  'publications',
  {
    audience: text('audience').primaryKey(),
    version: text('version').notNull(),
  },
  (table) => [check('publications_audience_known', sql`${table.audience} in ('public', 'members')`)],
);
