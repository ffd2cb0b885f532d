import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { ACCESS_LEVELS } from '../../../domain/experience/experience.ts';
import { IMPORT_STATES } from '../../../domain/import-job/import-job.ts';
import { VISIT_OUTCOMES } from '../../../ports/review-store.ts';
import { bytes, document, instant, oneOf, ordered } from './types.ts';

/** Documents read on the site of a network, from which experiences are extracted. */
export const resources = pgTable(
  'resources',
  {
    id: ordered().primaryKey(),
    origin: text().notNull(),
    contentHash: text('content_hash').notNull(),
    access: text({ enum: ACCESS_LEVELS }).notNull(),
    document: document().notNull(),
    goneSince: instant('gone_since'),
  },
  (table) => [
    check('resources_access_known', oneOf(table.access, ACCESS_LEVELS)),
    check(
      'resources_access_agrees',
      sql`${table.document} ->> 'access' is not distinct from ${table.access}`,
    ),
    index('resources_origin').on(table.origin),
  ],
);

/** Last extraction of each resource, stored or not, members' included; only imports read it. */
export const extractions = pgTable('extractions', {
  resourceId: ordered('resource_id').primaryKey(),
  contentHash: text('content_hash').notNull(),
  document: document().notNull(),
});

/** Changes prepared and not yet published; the row with an empty key is the plan of the publication. */
export const stagedChanges = pgTable(
  'staged_changes',
  {
    batch: ordered().notNull(),
    key: ordered().notNull(),
    contentHash: text('content_hash').notNull(),
    payload: document().notNull(),
  },
  (table) => [primaryKey({ columns: [table.batch, table.key] })],
);

/** Last visit to the address of each source. */
export const sourceChecks = pgTable(
  'source_checks',
  {
    url: text().primaryKey(),
    outcome: text({ enum: VISIT_OUTCOMES }).notNull(),
    detail: text().notNull(),
    checkedAt: instant('checked_at').notNull(),
  },
  (table) => [check('source_checks_outcome', oneOf(table.outcome, VISIT_OUTCOMES))],
);

/** Imports requested through the API: their queue, then their results. */
export const importJobs = pgTable(
  'import_jobs',
  {
    id: ordered().primaryKey(),
    state: text({ enum: IMPORT_STATES }).notNull(),
    request: document().notNull(),
    progress: document(),
    report: document(),
    error: document(),
    actor: text().notNull(),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    content: bytes(),
    attempt: integer().notNull().default(0),
    seenAt: instant('seen_at'),
  },
  (table) => [check('import_jobs_state_known', oneOf(table.state, IMPORT_STATES))],
);
