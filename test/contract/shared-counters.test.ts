import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { createDrizzleSharedCounters } from '../../src/adapters/store/drizzle-shared-counters.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import type { SharedCounters } from '../../src/ports/shared-counters.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const TIMEOUT_MS = 30_000;
const DAY = '2026-03-01';
const NOON_MS = Date.parse('2026-03-01T12:00:00Z');

function sharedCountersContract(connect: () => Promise<StoreConnection>): void {
  let connection: StoreConnection;
  let counters: SharedCounters;
  beforeAll(async () => {
    connection = await connect();
    counters = createDrizzleSharedCounters(connection);
  });
  afterAll(() => connection.close());

  const hits = (bucket: string, count: number) => ({ bucket, hits: count, expiresAtMs: NOON_MS });

  it('gives concurrent callers the same secret, one a day', async () => {
    const asked = ['a', 'b', 'c', 'd'].map((candidate) => counters.secretOf('2026-02-01', candidate));
    expect(new Set(await Promise.all(asked)).size).toBe(1);
    expect(await counters.secretOf('2026-02-02', 'e')).toBe('e');
  });

  it('adds concurrent counts in any order', async () => {
    const secret = await counters.secretOf(DAY, 'secret');
    const rounds = Array.from({ length: 20 }, (_, round) => {
      const counted = [hits('one', 1), hits('two', 2)];
      return counters.add(secret, round % 2 === 0 ? counted : counted.reverse());
    });
    await Promise.all(rounds);
    expect(await counters.add(secret, [hits('two', 1), hits('three', 3)])).toEqual(
      new Map([
        ['two', 41],
        ['three', 3],
      ]),
    );
    expect(await counters.add(secret, [])).toEqual(new Map());
  });

  it('adds nothing under an unknown secret', async () => {
    const secret = await counters.secretOf(DAY, 'secret');
    expect(await counters.add('another', [hits('four', 1)])).toBeNull();
    expect(await counters.add(secret, [hits('four', 1)])).toEqual(new Map([['four', 1]]));
  });

  it('deletes ended windows and the secrets of earlier days', async () => {
    const secret = await counters.secretOf(DAY, 'secret');
    const later = { ...hits('later', 5), expiresAtMs: NOON_MS + 1 };
    await counters.add(secret, [hits('ended', 5), later]);
    await counters.forgetBefore(DAY, NOON_MS);
    expect(await counters.add(secret, [hits('ended', 1), { ...later, hits: 1 }])).toEqual(
      new Map([
        ['ended', 1],
        ['later', 6],
      ]),
    );
    expect(await counters.secretOf('2026-02-02', 'new')).toBe('new');
  });
}

describe('shared counters on the embedded database', () => {
  const directory = mkdtempSync(join(tmpdir(), 'essaimage-counters-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  sharedCountersContract(() =>
    connectPglite({ directory: join(directory, 'data'), timeoutMs: TIMEOUT_MS, onFailure: () => {} }),
  );
});

const serverUrl = process.env.TEST_DATABASE_URL;

describe.skipIf(serverUrl === undefined)('shared counters on a PostgreSQL server', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(serverUrl ?? '');
  });
  afterAll(() => database.drop());
  sharedCountersContract(() => connectPostgres({ url: database.url, timeoutMs: TIMEOUT_MS, poolSize: 4 }));
});
