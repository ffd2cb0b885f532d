import { type SQL, sql } from 'drizzle-orm';
import type { Audience } from '../../domain/experience/experience.ts';
import { experiences } from './schema.ts';

/** The condition that every reading puts on `experiences`: what this audience may see. */
export function visibleTo(audience: Audience): SQL {
  return audience === 'members' ? sql`true` : sql`${experiences.access} = 'public'`;
}
