import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { document, instant, ordered } from './types.ts';

/** Corrections by people, one value a field; imports keep them. */
export const corrections = pgTable(
  'corrections',
  {
    experienceId: ordered('experience_id').notNull(),
    field: text().notNull(),
    value: document().notNull(),
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
    before: document(),
    after: document(),
  },
  (table) => [index('audit_entries_subject').on(table.subject)],
);
