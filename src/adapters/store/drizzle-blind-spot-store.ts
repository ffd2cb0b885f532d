import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { BLIND_SPOT_KINDS, type BlindSpotStore } from '../../ports/blind-spot-store.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

const spotRowSchema = z.object({
  month: z.string(),
  kind: z.enum(BLIND_SPOT_KINDS),
  value: z.string(),
  count: z.int(),
});

/** Counts of blind spots in PostgreSQL. Does not own the connection. */
export function createDrizzleBlindSpotStore(connection: Pick<StoreConnection, 'run'>): BlindSpotStore {
  const { execute, readAll } = createStatementRunner(connection);
  return {
    async add(spots) {
      await execute(
        'compte des angles morts',
        sql`insert into blind_spots (month, kind, value, count)
          select month, kind, value, count
          from jsonb_to_recordset(${JSON.stringify(spots)}::jsonb)
            as row(month text, kind text, value text, count integer)
          order by month, kind, value
          on conflict (month, kind, value) do update set count = blind_spots.count + excluded.count`,
      );
    },
    list: (minimum) =>
      readAll(
        'lecture des angles morts',
        sql`select month, kind, value, count from blind_spots where count >= ${minimum}::int
          order by month desc, kind, count desc, value`,
        spotRowSchema,
      ),
    removeBefore: (instant) =>
      execute(
        'effacement des angles morts anciens',
        sql`delete from blind_spots where month < ${instant.slice(0, 'YYYY-MM'.length)} returning value`,
      ),
  };
}
