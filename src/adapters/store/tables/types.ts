import { type AnyColumn, sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';

/** Text in the order of its bytes, the same in every database. */
export const ordered = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** Instant, in ISO 8601 (UTC, to the millisecond) on this side. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
});

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** JSON, which postgres.js parses: drizzle's own column would parse its strings a second time. */
export const document = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value),
});

/** Stems with their positions and weights, as text on this side. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** Condition of a check that a column has one of the values. */
export const oneOf = (column: AnyColumn, values: readonly string[]) =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`;
