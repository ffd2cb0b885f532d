import { type SQL, sql } from 'drizzle-orm';
import type { Audience } from '../../../domain/experience/experience.ts';
import type { FicheReader } from '../../../ports/import-store.ts';

/**
 * Subquery of the experiences that an audience may see, under the name `experiences`; those that are
 * not published are left out. Statements that read for an audience use it in place of the table, so that none forgets it.
 */
export function visibleTo(audience: Audience): SQL {
  return seenBy({ audience, mayEdit: false });
}

/** The same for the reader of a fiche: editors see every status. */
export function seenBy({ audience, mayEdit }: FicheReader): SQL {
  const isShown = mayEdit ? sql`true` : sql`status = 'published'`;
  const isOpen = audience === 'members' ? sql`true` : sql`access = 'public'`;
  return sql`(select * from experiences where ${isShown} and ${isOpen}) as experiences`;
}
