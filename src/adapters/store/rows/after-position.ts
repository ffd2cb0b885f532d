import { type SQL, sql } from 'drizzle-orm';

/** Milliseconds since 1970 of a column, as `isoInstant` writes it: the sort key of an instant. */
export const instantKey = (column: string) => sql.raw(`floor(extract(epoch from ${column}) * 1000)::float8`);

interface ListOrder {
  readonly key: SQL;
  readonly id: SQL;
  readonly order: 'asc' | 'desc';
  /** Value of the key of a position; the number itself when left out. */
  readonly ofNumber?: (key: number) => SQL;
}

const asFloat = (key: number) => sql`${key}::float8`;

/**
 * Condition on the rows that follow a position in a list sorted by key, `desc` or `asc`, then by ascending id. True
 * without a position. Its first part alone lets an index on the key begin where the page does.
 */
export function isAfter(
  position: { readonly key: number; readonly id: string } | null,
  { key, id, order, ofNumber = asFloat }: ListOrder,
): SQL {
  if (position === null) return sql`true`;
  const isPast = order === 'desc' ? sql`<` : sql`>`;
  const value = ofNumber(position.key);
  // PostgreSQL takes no NUL and no stored id has one: the part before the NUL selects the same ids.
  const [after = ''] = position.id.split('\0', 1);
  return sql`(${key} ${isPast}= ${value} and (${key} ${isPast} ${value} or ${id} > ${after}))`;
}
