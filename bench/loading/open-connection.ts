import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';

/** Limit of one operation, enough for a publication of 100,000 passages. */
const TIMEOUT_MS = 300_000;

/** Opens the service's connection with a longer timeout. Migrates the database. */
export function openConnection({
  databaseUrl,
  dataDirectory,
}: {
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
}): Promise<StoreConnection> {
  return databaseUrl === null
    ? connectPglite({
        directory: dataDirectory,
        timeoutMs: TIMEOUT_MS,
        onFailure: (error) => {
          throw error;
        },
      })
    : connectPostgres({ url: databaseUrl, timeoutMs: TIMEOUT_MS, poolSize: 4 });
}
