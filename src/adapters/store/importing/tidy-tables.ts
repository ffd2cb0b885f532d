import { sql } from 'drizzle-orm';
import { experiences } from '../tables/experiences.ts';
import { passages } from '../tables/passages.ts';
import { termFrequencies } from '../tables/published-index.ts';
import { extractions, resources } from '../tables/resources.ts';
import { stagedChanges } from '../tables/staged-changes.ts';

/**
 * Vacuums and analyzes the tables that a publication changes: the embedded database has no autovacuum.
 */
export const tidyTables = sql`
  vacuum (analyze) ${experiences}, ${extractions}, ${passages}, ${resources}, ${stagedChanges}, ${termFrequencies}`;
