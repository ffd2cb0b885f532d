import { sql } from 'drizzle-orm';

/** Of an instant, ISO 8601 in UTC, to the millisecond. */
export const isoInstant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
