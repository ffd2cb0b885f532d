import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';

/** Map from a JSON array of pairs. */
export const mapOf = <K, V>(key: z.ZodType<K>, value: z.ZodType<V>) =>
  z.array(z.tuple([key, value])).transform((pairs) => new Map(pairs));

/** Values, each with its number of experiences. */
export const countsOf = <T>(value: z.ZodType<T>) => mapOf(value, z.int().positive());

/** Pairs of `countsOf` for the elements of an array of each row, most frequent first. */
export function counted(elements: string, rows: SQL): SQL {
  return sql`(
    select coalesce(json_agg(json_build_array(value, n) order by n desc, value), '[]')
    from (
      select value, count(*)::int as n from ${rows}, unnest(${sql.raw(elements)}) as value
      where value is not null group by value
    ) as counted
  )`;
}
