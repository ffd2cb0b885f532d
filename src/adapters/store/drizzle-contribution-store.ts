import { sql } from 'drizzle-orm';
import type { ContributionStore } from '../../ports/contribution-store.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** Waiting contributions in PostgreSQL. Does not own the connection. */
export function createDrizzleContributionStore(connection: Pick<StoreConnection, 'run'>): ContributionStore {
  const { execute } = createStatementRunner(connection);
  return {
    async add({ experienceId, contact, createdAt }, limit) {
      const added = await execute(
        'enregistrement d’une contribution',
        sql`insert into contributions (experience_id, contact, created_at)
          select ${experienceId}, ${contact}::text, ${createdAt}::timestamptz
          where (select count(*) from contributions) < ${limit}::int
          returning experience_id`,
      );
      return added > 0;
    },
    async remove(experienceId) {
      await execute(
        'retrait d’une contribution',
        sql`delete from contributions where experience_id = ${experienceId}`,
      );
    },
    removeBefore: (instant) =>
      execute(
        'effacement des contributions anciennes',
        sql`delete from contributions where created_at < ${instant}::timestamptz returning experience_id`,
      ),
  };
}
