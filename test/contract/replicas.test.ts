import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import type { StoreConnection } from '../../src/adapters/store/database.ts';
import { createDrizzleExperienceStore } from '../../src/adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import type { ExperienceStore } from '../../src/ports/experience-store.ts';
import { experience, indexed, newRecipe, question, vectorOf } from './store-samples.ts';
import { createStoreWriter, type StoreWriter } from './store-writer.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const serverUrl = process.env.TEST_DATABASE_URL;
const title =
  serverUrl === undefined
    ? 'a primary and a streaming replica (skipped: set TEST_DATABASE_URL to what `scripts/postgres-for-tests.sh start` prints)'
    : 'a primary and a streaming replica';

const SCRIPT = fileURLToPath(new URL('../../scripts/postgres-replica.sh', import.meta.url));
const PATIENCE = { timeout: 60_000 };

function replica(...args: readonly string[]): string {
  return execFileSync(SCRIPT, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

/** Where the statements of a reading ran, told by the server itself. */
const SELECT_ROLE = 'select pg_is_in_recovery() as is_replica';

describe.skipIf(serverUrl === undefined)(title, () => {
  const folder = join(tmpdir(), `essaimage-replica-${randomUUID()}`);
  let database: TestDatabase;
  let replicaUrl: string;
  let connection: StoreConnection;
  let store: ExperienceStore;
  let writer: StoreWriter;

  const readsFromReplica = async () => {
    const reads = connection.replicas ?? connection;
    const [row] = await reads.run('lecture du rôle', ({ $client }) => $client.unsafe(SELECT_ROLE));
    return row?.is_replica === true;
  };
  const titleOf = async (id: string) => (await store.findById(id, 'public'))?.title;

  beforeAll(async () => {
    database = await createTestDatabase(serverUrl ?? '');
    replicaUrl = replica('start', database.url, folder);
    connection = await connectPostgres({
      url: database.url,
      readUrls: [replicaUrl],
      timeoutMs: 20_000,
      poolSize: 4,
    });
    store = createDrizzleExperienceStore(connection);
    writer = createStoreWriter(createDrizzleImportStore(connection));
    await writer.startWith(newRecipe());
  });
  afterAll(async () => {
    await store?.close();
    replica('stop', folder);
    await database?.drop();
  });

  it('reads from the replica once it holds what is published', async () => {
    await writer.save(indexed(experience({ id: 'a' })));
    await expect.poll(readsFromReplica, PATIENCE).toBe(true);
    expect(await store.findById('a', 'public')).not.toBeNull();
  });

  it('reads what it has just published, although the replica lags, and goes back to it when it has caught up', async () => {
    await expect.poll(readsFromReplica, PATIENCE).toBe(true);
    replica('pause', replicaUrl);
    for (let n = 0; n < 5; n += 1) {
      const changed = experience({ id: 'a', title: `Titre ${n}` });
      await writer.save(indexed(changed, { contentHash: `${n}`, embeddings: [vectorOf(1)] }));
      expect(await titleOf('a')).toBe(`Titre ${n}`);
      const [candidate] = (await store.retrieve(question({ embedding: vectorOf(1) }), 'public')).candidates;
      expect(candidate?.experience.title).toBe(`Titre ${n}`);
      expect(await readsFromReplica()).toBe(false);
    }
    replica('resume', replicaUrl);
    await expect.poll(readsFromReplica, PATIENCE).toBe(true);
    expect(await titleOf('a')).toBe('Titre 4');
  });

  it('never fails when the replica breaks off, and leaves it out once it is gone', async () => {
    await expect.poll(readsFromReplica, PATIENCE).toBe(true);
    const administrator = postgres(replicaUrl, { max: 1, onnotice: () => {} });
    for (let cut = 0; cut < 10; cut += 1) {
      await administrator`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'essaimage' and pid <> pg_backend_pid()`;
      expect(await titleOf('a')).toBe('Titre 4');
    }
    await administrator.end();
    replica('stop', folder);
    for (let n = 0; n < 10; n += 1) expect(await titleOf('a')).toBe('Titre 4');
    expect(await readsFromReplica()).toBe(false);
  });
});
