import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  sparsevec,
  text,
  vector,
} from 'drizzle-orm/pg-core';
import { ACCESS_LEVELS, EXPERIENCE_ORIGINS } from '../../../domain/experience/experience.ts';
import { STATUSES } from '../../../domain/experience/status.ts';
import { LEXICAL_DIMENSIONS, PRECEDENT_DIMENSIONS } from '../../../domain/matching/retrieval.ts';
import { resources } from './imports.ts';
import { bytes, document, instant, oneOf, ordered, tsvector } from './types.ts';

/**
 * One row an experience: all of it in `document`, and beside it the columns of filters and searches. Statements that
 * answer readers go through `visibleTo` instead (a rule of imports).
 */
export const experiences = pgTable(
  'experiences',
  {
    id: ordered().primaryKey(),
    contentHash: text('content_hash').notNull(),
    revision: text().notNull(),
    access: text({ enum: ACCESS_LEVELS }).notNull(),
    setting: text(),
    year: integer(),
    themes: text().array().notNull(),
    levers: text().array().notNull(),
    kinds: text().array().notNull(),
    departments: text().array().notNull(),
    regions: text().array().notNull(),
    document: document().notNull(),
    lexical: sparsevec({ dimensions: LEXICAL_DIMENSIONS }).notNull(),
    precedents: sparsevec({ dimensions: PRECEDENT_DIMENSIONS })
      .notNull()
      .default(sql.raw(`'{}/${PRECEDENT_DIMENSIONS}'`)),
    draft: document().notNull(),
    origin: text({ enum: EXPERIENCE_ORIGINS }).notNull().default('corpus'),
    resourceId: ordered('resource_id').references(() => resources.id, { onDelete: 'cascade' }),
    evidence: document().notNull().default(sql`'[]'::jsonb`),
    changedAt: instant('changed_at').notNull(),
    terms: integer().array().notNull(),
    traits: json().notNull(),
    words: tsvector().notNull().default(''),
    counted: boolean().notNull().default(true),
    state: text().notNull().generatedAlwaysAs(sql`coalesce("document" ->> 'state', 'unknown')`),
    status: text({ enum: STATUSES }).notNull(),
    confidence: doublePrecision(),
    byHand: boolean('by_hand').notNull().default(false),
    rereading: document(),
    gain: doublePrecision()
      .notNull()
      .generatedAlwaysAs(
        sql`coalesce("confidence", 0.5::double precision) / (
          1 + ("levers" = '{}')::int + ("themes" = '{}')::int + ("year" is null)::int
          + ("document" -> 'territories' = '[]' or "document" @? '$.territories[*] ? (@.code == null && @.kind != "pays")')::int
        )`,
      ),
  },
  (table) => [
    check('experiences_access_known', oneOf(table.access, ACCESS_LEVELS)),
    check(
      'experiences_access_agrees',
      sql`${table.document} ->> 'access' is not distinct from ${table.access}`,
    ),
    check('experiences_id_agrees', sql`${table.document} ->> 'id' is not distinct from ${table.id}`),
    check('experiences_origin_known', oneOf(table.origin, EXPERIENCE_ORIGINS)),
    check(
      'experiences_resource_agrees',
      sql`(${table.origin} = 'resource') = (${table.resourceId} is not null)`,
    ),
    check('experiences_status', oneOf(table.status, STATUSES)),
    index('experiences_themes').using('gin', table.themes),
    index('experiences_levers').using('gin', table.levers),
    index('experiences_departments').using('gin', table.departments),
    index('experiences_regions').using('gin', table.regions),
    // Searches must not read a list of pending entries.
    index('experiences_terms').using('gin', table.terms).with({ fastupdate: 'off' }),
    index('experiences_words').using('gin', table.words).with({ fastupdate: 'off' }),
    index('experiences_codes')
      .using('gin', sql`jsonb_path_query_array("document", '$.territories[*].code')`)
      .with({ fastupdate: 'off' }),
    index('experiences_resource').on(table.resourceId),
    index('experiences_to_review')
      .on(table.gain.desc().nullsFirst(), table.id)
      .where(sql`${table.status} = 'proposed'`),
    index('experiences_decided').on(table.status, table.changedAt.desc().nullsFirst(), table.id),
  ],
);

/** Dimensions of the model's vectors. */
export const EMBEDDING_DIMENSIONS = 384;

export const passages = pgTable(
  'passages',
  {
    experienceId: ordered('experience_id')
      .notNull()
      .references(() => experiences.id, { onDelete: 'cascade' }),
    ordinal: integer().notNull(),
    quote: text().notNull(),
    embedded: text().notNull(),
    embedding: vector({ dimensions: EMBEDDING_DIMENSIONS }).notNull(),
    digest: bytes().notNull().generatedAlwaysAs(sql`sha256(vector_send("embedding"))`),
    /** Exactly one of the passages that have a vector is in its index: hundreds of equal vectors cut the graph. */
    indexed: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.experienceId, table.ordinal] }),
    check('passages_ordinal_positive', sql`${table.ordinal} >= 0`),
    index('passages_digest').on(table.digest, table.indexed),
    index('passages_embedding')
      .using('hnsw', table.embedding.op('vector_cosine_ops'))
      .where(sql`${table.indexed}`),
  ],
);
