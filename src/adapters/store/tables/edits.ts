import { check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { IMPORT_STATES } from '../../../domain/import-job/import-job.ts';
import { bytes, instant, oneOf, ordered } from './types.ts';

/** Corrections by people, one value a field; imports keep them. */
export const corrections = pgTable(
  'corrections',
  {
    experienceId: ordered('experience_id').notNull(),
    field: text().notNull(),
    value: jsonb().notNull(),
    actor: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.experienceId, table.field] })],
);

/** Audit of changes: its last id is also the revision of the store. Erasure and age remove values. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    before: jsonb(),
    after: jsonb(),
  },
  (table) => [index('audit_entries_subject').on(table.subject)],
);

/** Imports requested through the API: their queue, then their results. */
export const importJobs = pgTable(
  'import_jobs',
  {
    id: ordered().primaryKey(),
    state: text({ enum: IMPORT_STATES }).notNull(),
    request: jsonb().notNull(),
    progress: jsonb(),
    report: jsonb(),
    error: jsonb(),
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
