import { sql } from 'drizzle-orm';
import { experiences, extractions, passages, resources, stagedChanges, termFrequencies } from './schema.ts';

/**
 * Clears what replaced rows left and tells the planner what the tables hold: nothing else does in the
 * embedded database, which has no background process.
 */
export const tidyTables = sql`
  vacuum (analyze) ${experiences}, ${extractions}, ${passages}, ${resources}, ${stagedChanges}, ${termFrequencies}`;
