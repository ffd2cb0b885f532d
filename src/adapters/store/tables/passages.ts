import { sql } from 'drizzle-orm';
import { check, halfvec, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytewiseText, EMBEDDING_DIMENSIONS } from './columns.ts';
import { experiences } from './experiences.ts';

export const passages = pgTable(
  'passages',
  {
    experienceId: bytewiseText('experience_id')
      .notNull()
      .references(() => experiences.id, { onDelete: 'cascade' }),
    /** 0 is the whole fiche. */
    ordinal: integer('ordinal').notNull(),
    quote: text('quote').notNull(),
    embedded: text('embedded').notNull(),
    /** Stored in the row (see the first migration), because a scan reads all of them. */
    embedding: halfvec('embedding', { dimensions: EMBEDDING_DIMENSIONS }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.experienceId, table.ordinal] }),
    check('passages_ordinal_positive', sql`${table.ordinal} >= 0`),
    index('passages_embedding').using('hnsw', table.embedding.op('halfvec_cosine_ops')),
  ],
);
