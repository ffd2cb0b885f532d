import { type SQL, sql } from 'drizzle-orm';

/** Milliseconds since 1970 of a column, as `isoInstant` writes it: the sort key of an instant. */
export const instantKey = (column: string) => sql.raw(`floor(extract(epoch from ${column}) * 1000)::float8`);

/**
 * Condition on the rows that follow a position in a list sorted by key, `desc` or `asc`, then by ascending id. True
 * without a position.
 */
export function isAfter(
  position: { readonly key: number; readonly id: string } | null,
  { key, id, order }: { readonly key: SQL; readonly id: SQL; readonly order: 'asc' | 'desc' },
): SQL {
  if (position === null) return sql`true`;
  const isPast = order === 'desc' ? sql`<` : sql`>`;
  // PostgreSQL takes no NUL and no stored id has one: the part before the NUL selects the same ids.
  const [after = ''] = position.id.split('\0', 1);
  return sql`(${key} ${isPast} ${position.key}::float8 or (${key} = ${position.key}::float8 and ${id} > ${after}))`;
}
