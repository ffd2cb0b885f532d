import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Audience } from '../../../domain/experience/experience.ts';
import type { FicheReader } from '../../../ports/import-store.ts';
import { experiences, passages } from '../tables/experiences.ts';
import { publications } from '../tables/search-index.ts';

/** Columns of the experiences that `visibleTo` lets through. */
export const shown = getTableColumns(experiences);

export const shownPassage = getTableColumns(passages);

/**
 * Subquery of the experiences that an audience may see, under the name `experiences`: published
 * ones only. Statements that read for an audience use it in place of the table, so that none forgets it.
 */
export function visibleTo(audience: Audience): SQL {
  return seenBy({ audience, mayEdit: false });
}

/** Their passages, each with its experience. */
export const visiblePassages = (audience: Audience) =>
  sql`${passages} join ${visibleTo(audience)} on ${shown.id} = ${passages.experienceId}`;

/** Passage by which the index finds those that have its vector. */
export const walked = alias(passages, 'walked');

/** The passages of `visiblePassages`, to be read in an order of the vectors of `walked`. */
export const walkedPassages = (audience: Audience) =>
  sql`${passages} as ${walked} join ${visiblePassages(audience)} on ${walked.indexed} and ${walked.digest} = ${passages.digest}`;

/** Passages of an experience that the statement around it takes from `visibleTo`. */
export const passagesOfShown = sql`${passages} where ${passages.experienceId} = ${shown.id}`;

/** The same as `visibleTo` for the reader of a fiche: editors see every status. */
export function seenBy({ audience, mayEdit }: FicheReader): SQL {
  const isShown = mayEdit ? sql`true` : sql`${shown.status} = 'published'`;
  const isOpen = audience === 'members' ? sql`true` : sql`${shown.access} = 'public'`;
  return sql`(select * from ${experiences} where ${isShown} and ${isOpen}) as ${experiences}`;
}

/** Column of the version that an audience reads; null until something is published. */
export const versionFor = (audience: Audience) =>
  sql`(select ${publications.version} from ${publications} where ${publications.audience} = ${audience}) as version`;

/** Row with that column and others. */
export const versionedRow = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ version: z.string().nullable(), ...shape });
