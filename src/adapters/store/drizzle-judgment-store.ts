import { sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  type JudgmentStore,
  judgedRequestSchema,
  type NewsroomJudgment,
} from '../../ports/judged-requests.ts';
import { isoInstant } from './rows/columns.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';
import { judgedRequests } from './tables/search-index.ts';

const judgmentRowSchema: z.ZodType<NewsroomJudgment> = z.object({
  request: judgedRequestSchema,
  previous: judgedRequestSchema.nullable(),
  at: z.string(),
});

const { id, request, previous, at } = judgedRequests;

/** Judgments of the newsroom in PostgreSQL. Does not own the connection. */
export function createDrizzleJudgmentStore(connection: Pick<StoreConnection, 'run'>): JudgmentStore {
  const { readAll } = createStatementRunner(connection);
  return {
    list: (signal) =>
      readAll(
        'lecture des demandes jugées',
        sql`select ${request}, ${previous}, ${isoInstant(at)} as at from ${judgedRequests}
          order by ${judgedRequests.at} desc, ${id}`,
        judgmentRowSchema,
        signal,
      ),
  };
}
