import { type SQL, sql } from 'drizzle-orm';
import type { Audience } from '../../../domain/experience/experience.ts';
import { experiences } from '../tables/experiences.ts';

/**
 * The experiences that an audience may see, to be read from under the name `experiences`. Hidden ones
 * are for nobody. What reads for an audience knows the table by this alone, so that it cannot forget it.
 */
export function visibleTo(audience: Audience): SQL {
  const condition = audience === 'members' ? sql`true` : sql`access = 'public'`;
  return sql`(select * from ${experiences} where not hidden and ${condition}) as experiences`;
}
