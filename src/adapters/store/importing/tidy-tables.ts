import { sql } from 'drizzle-orm';
import { experiences } from '../tables/experiences.ts';
import { passages } from '../tables/passages.ts';
import { termFrequencies } from '../tables/published-index.ts';
import { extractions, resources } from '../tables/resources.ts';
import { stagedChanges } from '../tables/staged-changes.ts';

/**
 * Clears what replaced rows left and tells the planner what the tables hold: nothing else does in the
 * embedded database, which has no background process.
 */
export const tidyTables = sql`
  vacuum (analyze) ${experiences}, ${extractions}, ${passages}, ${resources}, ${stagedChanges}, ${termFrequencies}`;
