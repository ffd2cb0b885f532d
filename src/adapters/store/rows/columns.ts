import { type AnyColumn, and, eq, type SQL, sql } from 'drizzle-orm';
import { fromSql, SparseVector, toSql } from 'pgvector';
import { z } from 'zod';
import type { JobAttempt } from '../../../domain/import-job/import-job.ts';
import type { SparseVector as Weights } from '../../../domain/matching/retrieval.ts';
import { importJobs } from '../tables/imports.ts';

/** Formats an instant as ISO 8601 in UTC, to the millisecond. */
export const isoInstant = (instant: AnyColumn | SQL) =>
  sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Milliseconds since 1970 of an instant, as `isoInstant` writes it: the sort key of an instant. */
export const instantKey = (instant: AnyColumn | SQL) =>
  sql`floor(extract(epoch from ${instant}) * 1000)::float8`;

/** Rows of texts. Arrays travel as JSON because postgres.js runs with `fetch_types: false`. */
export const elementsOf = (texts: readonly string[]) =>
  sql`select json_array_elements_text(${JSON.stringify(texts)}::json)`;

/** JSON array of an expression over rows; empty without rows. */
export const listOf = (item: SQL, rows: SQL, order?: SQL) =>
  sql`(select coalesce(json_agg(${item}${order === undefined ? order : sql` order by ${order}`}), '[]') from ${rows})`;

export const idRowSchema = z.object({ id: z.string() }).transform(({ id }) => id);

export const documentOf = <T>(schema: z.ZodType<T>) =>
  z.object({ document: schema }).transform(({ document }) => document);

/** Map from a JSON array of pairs. */
export const mapOf = <K, V>(key: z.ZodType<K>, value: z.ZodType<V>) =>
  z.array(z.tuple([key, value])).transform((pairs) => new Map(pairs));

/** Values, each with its number of experiences. */
export const countsOf = <T>(value: z.ZodType<T>) => mapOf(value, z.int().positive());

/** Pairs of `countsOf` for the elements of an array of each row, most frequent first. */
export function counted(elements: AnyColumn | SQL, rows: SQL): SQL {
  const values = sql`(
    select value, count(*)::int as n from ${rows}, unnest(${elements}) as value
    where value is not null group by value
  ) as counted`;
  return listOf(sql`json_build_array(value, n)`, values, sql`n desc, value`);
}

interface ListOrder {
  readonly key: AnyColumn | SQL;
  readonly id: AnyColumn | SQL;
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

/** Condition that this attempt of an import job still runs. */
export const heldBy = ({ id, attempt }: JobAttempt) =>
  sql`${and(eq(importJobs.id, id), eq(importJobs.state, 'running'), eq(importJobs.attempt, attempt))}`;

/** Writes a dense vector for pgvector. */
export const toVectorText = (vector: Float32Array): string => toSql(Array.from(vector));

/** Parses a dense vector of pgvector. */
export const parseVectorText = (text: string): Float32Array => Float32Array.from(fromSql(text));

/**
 * Writes a sparse vector for pgvector, in the single precision of the column: every database stores the same, and
 * what would round to zero, which pgvector refuses, is left out.
 */
export function toSparseVectorText(vector: Weights, dimensions: number): string {
  const weights = new Map([...vector].map(([dimension, weight]) => [dimension, Math.fround(weight)]));
  return new SparseVector(weights, dimensions).toPostgres();
}
