import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { accessStoresContract } from './access-stores.contract.ts';
import { feedbackStoreContract } from './feedback-store.contract.ts';
import { describeOnServer } from './test-database.ts';

const TIMEOUT_MS = 30_000;

/** Keys, sessions, import jobs, kept answers, contributions, blind spots and feedback, on one connection. */
function contracts(connect: () => Promise<StoreConnection>): void {
  let opened: StoreConnection | null = null;
  const connection: Pick<StoreConnection, 'run'> = {
    run: (...asked) => opened?.run(...asked) ?? Promise.reject(new Error('not open yet')),
  };
  beforeAll(async () => {
    opened = await connect();
  });
  afterAll(() => opened?.close());
  accessStoresContract(connection);
  feedbackStoreContract(connection);
}

describe('small stores on the embedded database', () => {
  const directory = mkdtempSync(join(tmpdir(), 'essaimage-small-stores-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  contracts(() =>
    connectPglite({ directory: join(directory, 'data'), timeoutMs: TIMEOUT_MS, onFailure: () => {} }),
  );
});

describeOnServer('small stores on a PostgreSQL server', (database) => {
  contracts(() => connectPostgres({ url: database.url, timeoutMs: TIMEOUT_MS, poolSize: 4 }));
});
