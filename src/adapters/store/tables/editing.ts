import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytewiseText, instant } from './columns.ts';

/** Corrections by people, one value a field; imports keep them. */
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

/** Audit of changes, append-only: its last id is also the revision of the store. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    /** Prefix of the API key, or `cli`. */
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (table) => [index('audit_entries_subject').on(table.subject)],
);
