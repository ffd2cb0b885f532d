import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  customType,
  halfvec,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  sparsevec,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { LEXICAL_DIMENSIONS } from '../../domain/matching/retrieval.ts';

/** Dimensions of the passages' vectors: the model's, fixed by the column. */
export const EMBEDDING_DIMENSIONS = 384;

/**
 * Text sorted by its bytes. A server may be created with any collation, and ids, which break every
 * tie, must sort the same way on all of them.
 */
const bytewiseText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/** What was read on a network's site, and where its experiences come from. */
export const resources = pgTable(
  'resources',
  {
    id: bytewiseText('id').primaryKey(),
    /** The listing where it was read. */
    origin: text('origin').notNull(),
    contentHash: text('content_hash').notNull(),
    access: text('access').notNull(),
    document: jsonb('document').notNull(),
    /** When it was first missing from its listing; null while it is there. */
    goneSince: instant('gone_since'),
  },
  (table) => [
    check('resources_access_known', sql`${table.access} in ('public', 'members')`),
    check(
      'resources_access_agrees',
      sql`${table.document} ->> 'access' is not distinct from ${table.access}`,
    ),
    index('resources_origin').on(table.origin),
  ],
);

/** One row an experience: the whole of it in `document`, and what filters and searches beside it. */
export const experiences = pgTable(
  'experiences',
  {
    id: bytewiseText('id').primaryKey(),
    /** Of all that is given for it, corrections included: the same one is not written again. */
    contentHash: text('content_hash').notNull(),
    /** Of all that can be seen of it, whatever the recipe: names what a reader may keep in memory. */
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
    /** As it was given or drawn, before corrections and before the register completed it. */
    draft: jsonb('draft').notNull(),
    /** Which import owns it: `corpus`, `resource` or `file`. The starter corpus only removes its own. */
    origin: text('origin').notNull().default('corpus'),
    resourceId: bytewiseText('resource_id').references(() => resources.id, { onDelete: 'cascade' }),
    /** Where each field stands in the text of the resource. */
    evidence: jsonb('evidence').notNull().default([]),
    /** Hidden by a person: nobody reads it, whatever their rights, but who edits it. */
    hidden: boolean('hidden').notNull().default(false),
    /** Kept in the row (see migration 0006), because a search reads many of them. */
    lexical: sparsevec('lexical', { dimensions: LEXICAL_DIMENSIONS }).notNull(),
    /** Dimensions of `lexical`. */
    terms: integer('terms').array().notNull(),
    /** What the ranking compares; a part of the document. */
    traits: json('traits').notNull(),
    /** When what is told of it last changed for its readers: what only the register or the recipe changes does not count. */
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [
    check('experiences_access_known', sql`${table.access} in ('public', 'members')`),
    // The column is what hides an experience: it cannot disagree with the document.
    check(
      'experiences_access_agrees',
      sql`${table.document} ->> 'access' is not distinct from ${table.access}`,
    ),
    check('experiences_id_agrees', sql`${table.document} ->> 'id' is not distinct from ${table.id}`),
    check('experiences_origin_known', sql`${table.origin} in ('corpus', 'resource', 'file')`),
    check(
      'experiences_resource_agrees',
      sql`(${table.origin} = 'resource') = (${table.resourceId} is not null)`,
    ),
    index('experiences_resource').on(table.resourceId),
    index('experiences_themes').using('gin', table.themes),
    index('experiences_levers').using('gin', table.levers),
    index('experiences_departments').using('gin', table.departments),
    index('experiences_regions').using('gin', table.regions),
    index('experiences_terms').using('gin', table.terms),
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
    /** Kept in the row (see the first migration), because a scan reads all of them. */
    embedding: halfvec('embedding', { dimensions: EMBEDDING_DIMENSIONS }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.experienceId, table.ordinal] }),
    check('passages_ordinal_positive', sql`${table.ordinal} >= 0`),
    index('passages_embedding').using('hnsw', table.embedding.op('halfvec_cosine_ops')),
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

/**
 * What an import has prepared and not yet published: one row a resource, or a fiche without resource,
 * with its experiences ready to serve, and one row (without key) for what publishing it does besides.
 * Nobody else reads them.
 */
export const stagedChanges = pgTable(
  'staged_changes',
  {
    /** The import that prepared it: one that is started again finds what it has done. */
    batch: bytewiseText('batch').notNull(),
    /** Of the resource or of the fiche. */
    key: bytewiseText('key').notNull(),
    /** Of the content, and of the recipe it was prepared with: the same one is not prepared again. */
    contentHash: text('content_hash').notNull(),
    payload: jsonb('payload').notNull(),
  },
  (table) => [primaryKey({ columns: [table.batch, table.key] })],
);

/**
 * What was last drawn from each resource that was read, stored or not: drawing the same again takes seconds.
 * Members' resources are there like others, and nobody reads it but imports.
 */
export const extractions = pgTable('extractions', {
  resourceId: bytewiseText('resource_id').primaryKey(),
  /** Of the resource and of what drew: under another one, it is drawn again. */
  contentHash: text('content_hash').notNull(),
  document: jsonb('document').notNull(),
});

/** What people corrected: one value a field, that imports keep. */
export const corrections = pgTable(
  'corrections',
  {
    experienceId: bytewiseText('experience_id').notNull(),
    field: text('field').notNull(),
    value: jsonb('value').notNull(),
    actor: text('actor').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.experienceId, table.field] })],
);

/** Who changed what, and when. Only added to: the last id also tells the state of the store. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    /** Prefix of the key that asked for it, or `cli`. */
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    /** Id of what was changed. */
    subject: text('subject').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (table) => [index('audit_entries_subject').on(table.subject)],
);

/** Keys of the API: only the digest of their secret is kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    /** What shows of a key in lists and in the audit. */
    prefix: bytewiseText('prefix').primaryKey(),
    secretDigest: text('secret_digest').notNull(),
    label: text('label').notNull(),
    scopes: text('scopes').array().notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    check(
      'api_keys_scopes_known',
      sql`${table.scopes} <@ array['read:members', 'import', 'embed', 'admin']::text[] and cardinality(${table.scopes}) > 0`,
    ),
  ],
);

/** What people say of the proposals that they were made: nothing here tells who. */
export const feedback = pgTable(
  'feedback',
  {
    id: bytewiseText('id').primaryKey(),
    recommendationId: text('recommendation_id').notNull(),
    /** No reference: an opinion outlives the experience that it is about. */
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

/** Imports asked through the API, kept to be asked about. */
export const importJobs = pgTable(
  'import_jobs',
  {
    id: bytewiseText('id').primaryKey(),
    state: text('state').notNull(),
    request: jsonb('request').notNull(),
    progress: jsonb('progress'),
    report: jsonb('report'),
    error: jsonb('error'),
    actor: text('actor').notNull(),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    check(
      'import_jobs_state_known',
      sql`${table.state} in ('queued', 'running', 'succeeded', 'failed', 'cancelled')`,
    ),
  ],
);

/**
 * Requests counted by all instances, for their limits. Not logged (see the migration): a crash of the
 * server forgets them, and they are not worth a backup.
 */
export const rateCounters = pgTable('rate_counters', {
  /** Keyed hash of who asks and of the window: neither an address nor a key can be found from it. */
  bucket: bytewiseText('bucket').primaryKey(),
  hits: integer('hits').notNull(),
  /** End of the window. */
  expiresAt: instant('expires_at').notNull(),
});

/** What the buckets of a day are hashed with: once the day is over, nothing ties them to anybody. */
export const rateSecrets = pgTable('rate_secrets', {
  /** `2026-01-31`, in UTC. */
  day: bytewiseText('day').primaryKey(),
  secret: text('secret').notNull(),
});
