import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { feedbackStoreContract } from './feedback-store.contract.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const TIMEOUT_MS = 30_000;

describe('on the embedded database', () => {
  const directory = mkdtempSync(join(tmpdir(), 'essaimage-feedback-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  feedbackStoreContract(() =>
    connectPglite({ directory: join(directory, 'data'), timeoutMs: TIMEOUT_MS, onFailure: () => {} }),
  );
});

const serverUrl = process.env.TEST_DATABASE_URL;

describe.skipIf(serverUrl === undefined)('on a PostgreSQL server', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(serverUrl ?? '');
  });
  afterAll(() => database.drop());
  feedbackStoreContract(() => connectPostgres({ url: database.url, timeoutMs: TIMEOUT_MS, poolSize: 4 }));
});
