import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { bytewiseText, instant } from './columns.ts';

/** Documents read on a network's site, from which experiences are extracted. */
export const resources = pgTable(
  'resources',
  {
    id: bytewiseText('id').primaryKey(),
    /** Listing where it was found. */
    origin: text('origin').notNull(),
    contentHash: text('content_hash').notNull(),
    access: text('access').notNull(),
    document: jsonb('document').notNull(),
    /** Time when it was first missing from its listing; null while listed. */
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
 * Last extraction of each resource, stored or not, because extracting again takes seconds. Includes
 * members' resources; only imports read it.
 */
export const extractions = pgTable('extractions', {
  resourceId: bytewiseText('resource_id').primaryKey(),
  /** Hash of the resource and of the extractor's version; another hash means extracting again. */
  contentHash: text('content_hash').notNull(),
  document: jsonb('document').notNull(),
});
