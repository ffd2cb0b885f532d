import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { bytewiseText, instant } from './columns.ts';

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
