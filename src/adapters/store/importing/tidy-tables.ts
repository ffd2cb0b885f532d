import { sql } from 'drizzle-orm';

/**
 * Vacuums and analyzes the tables that a publication changes: the embedded database has no autovacuum.
 */
export const tidyTables = sql`
  vacuum (analyze) experiences, extractions, passages, resources, staged_changes, term_frequencies`;
