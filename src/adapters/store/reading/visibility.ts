import { type SQL, sql } from 'drizzle-orm';
import type { Audience } from '../../../domain/experience/experience.ts';

/**
 * Subquery of the experiences that an audience may see, under the name `experiences`; hidden ones are
 * left out. Statements that read for an audience use it in place of the table, so that none forgets it.
 */
export function visibleTo(audience: Audience): SQL {
  const condition = audience === 'members' ? sql`true` : sql`access = 'public'`;
  return sql`(select * from experiences where not hidden and ${condition}) as experiences`;
}
