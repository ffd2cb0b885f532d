import { sql } from 'drizzle-orm';

/** Formats a column as ISO 8601 in UTC, to the millisecond. */
export const isoInstant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
