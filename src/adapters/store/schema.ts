import { sql } from 'drizzle-orm';
import {
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  sparsevec,
  text,
  vector,
} from 'drizzle-orm/pg-core';
import { LEXICAL_DIMENSIONS } from '../../domain/matching/retrieval.ts';

/** Dimensions of the passages' vectors: the model's, fixed by the column. */
export const EMBEDDING_DIMENSIONS = 384;

/**
 * Text sorted by its bytes. A server may be created with any collation, and ids, which break every
 * tie, must sort the same way on all of them.
 */
const bytewiseText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** One row an experience: the whole of it in `document`, and what filters and searches beside it. */
export const experiences = pgTable(
  'experiences',
  {
    id: bytewiseText('id').primaryKey(),
    contentHash: text('content_hash').notNull(),
    /** Hash of the document and of its passages' quotes: names what a reader may keep in memory. */
    revision: text('revision').notNull(),
    access: text('access').notNull(),
    setting: text('setting'),
    year: integer('year'),
    themes: text('themes').array().notNull(),
    levers: text('levers').array().notNull(),
    /** Of its territories, like the codes of the départements and régions; without duplicates. */
    kinds: text('kinds').array().notNull(),
    departments: text('departments').array().notNull(),
    regions: text('regions').array().notNull(),
    document: jsonb('document').notNull(),
    lexical: sparsevec('lexical', { dimensions: LEXICAL_DIMENSIONS }).notNull(),
  },
  (table) => [
    check('experiences_access_known', sql`${table.access} in ('public', 'members')`),
    // The column is what hides an experience: it cannot disagree with the document.
    check(
      'experiences_access_agrees',
      sql`${table.document} ->> 'access' is not distinct from ${table.access}`,
    ),
    check('experiences_id_agrees', sql`${table.document} ->> 'id' is not distinct from ${table.id}`),
    index('experiences_themes').using('gin', table.themes),
    index('experiences_levers').using('gin', table.levers),
    index('experiences_departments').using('gin', table.departments),
    index('experiences_regions').using('gin', table.regions),
  ],
);

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
    /** Stored in the row (see the first migration): a scan reads them all. */
    /** Kept in the row (see the first migration), because a scan reads all of them. */
    embedding: vector('embedding', { dimensions: EMBEDDING_DIMENSIONS }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.experienceId, table.ordinal] }),
    check('passages_ordinal_positive', sql`${table.ordinal} >= 0`),
  ],
);

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
