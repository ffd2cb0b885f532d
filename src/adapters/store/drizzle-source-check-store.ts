import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SourceCheckStore, TroubledSource } from '../../ports/source-check-store.ts';
import { selectTroubledSources } from './importing/select-troubled-sources.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

const troubledSchema: z.ZodType<TroubledSource> = z.object({
  url: z.string(),
  outcome: z.enum(['moved', 'to-check']),
  detail: z.string(),
  checkedAt: z.string(),
  experiences: z.array(z.object({ id: z.string(), title: z.string() })),
});

/** Visits to the addresses of sources, in PostgreSQL. Does not own the connection. */
export function createDrizzleSourceCheckStore(connection: Pick<StoreConnection, 'run'>): SourceCheckStore {
  const { execute, readAll } = createStatementRunner(connection);
  return {
    async record({ url, outcome, detail, checkedAt }) {
      await execute(
        'enregistrement d’une visite',
        sql`insert into source_checks (url, outcome, detail, checked_at)
          values (${url}, ${outcome}, ${detail}, ${checkedAt}::timestamptz)
          on conflict (url) do update set
            outcome = excluded.outcome, detail = excluded.detail, checked_at = excluded.checked_at`,
      );
    },
    listTroubled: () => readAll('lecture des adresses', selectTroubledSources, troubledSchema),
  };
}
