import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { StoreConnection } from '../session/database.ts';
import { createStatementRunner } from '../session/run-statement.ts';
import { passages } from '../tables/experiences.ts';

/** Vectors whose neighbours are looked for: each is compared with all the others, a tenth of a second at 100,000. */
const PROBES = 10;

const NEIGHBOURS = 10;

/**
 * Column of the share, in [0, 1], of the passages nearest to some vectors that the index finds; null without passages.
 * The order of their digests draws the vectors. The index does not serve an order by a sum.
 */
export const recall = sql`(
  with probe as materialized (
    select ${passages.embedding} as vector from ${passages} where ${passages.indexed}
    order by ${passages.digest} limit ${PROBES}::int
  )
  select avg(share)::float8 from probe cross join lateral (
    with exact as materialized (
      select ${passages.experienceId}, ${passages.ordinal} from ${passages} where ${passages.indexed}
      order by (${passages.embedding} <=> vector) + 0 limit ${NEIGHBOURS}::int
    ),
    found as materialized (
      select ${passages.experienceId}, ${passages.ordinal} from ${passages} where ${passages.indexed}
      order by ${passages.embedding} <=> vector limit ${NEIGHBOURS}::int
    )
    select count(found)::float8 / count(*) as share from exact left join found using (experience_id, ordinal)
  ) as probed
) as recall`;

const recallRowSchema = z.object({ recall: z.number().nullable() }).transform(({ recall: share }) => share);

/** Makes a measure of the recall of the index, as `recall` says it. It throws the errors of the connection. */
export function createProbeIndex(connection: Pick<StoreConnection, 'run'>): () => Promise<number | null> {
  const { readOne } = createStatementRunner(connection);
  return () => readOne('mesure du rappel de l’index', sql`select ${recall}`, recallRowSchema);
}
