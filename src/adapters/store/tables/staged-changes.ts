import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytewiseText } from './columns.ts';

/**
 * Changes that an import has prepared and not yet published: one row for each resource, or fiche without
 * resource, with its experiences ready to serve, and one row with an empty key for the plan of the
 * publication. Only imports and edits read them.
 */
export const stagedChanges = pgTable(
  'staged_changes',
  {
    /** Import that prepared it; a restarted import finds its earlier work. */
    batch: bytewiseText('batch').notNull(),
    /** Key of the resource or of the fiche. */
    key: bytewiseText('key').notNull(),
    /** Hash of the content and of the recipe; a change with the same hash is not prepared again. */
    contentHash: text('content_hash').notNull(),
    payload: jsonb('payload').notNull(),
  },
  (table) => [primaryKey({ columns: [table.batch, table.key] })],
);
