import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytewiseText, instant } from './columns.ts';

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
