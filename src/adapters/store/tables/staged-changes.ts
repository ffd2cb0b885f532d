import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytewiseText } from './columns.ts';

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
