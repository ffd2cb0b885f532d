import { gzipSync } from 'node:zlib';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { expect, it } from 'vitest';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { connect, connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { createDrizzleJobStore } from '../../src/adapters/store/drizzle-job-store.ts';
import { createPgliteLink } from '../../src/adapters/store/embedded/pglite-link.ts';
import type { Database, StoreConnection } from '../../src/adapters/store/session/database.ts';
import { migrationsBefore, temporaryFolder } from './migrations-before.ts';
import { query } from './store-subject.ts';
import { describeOnServer } from './test-database.ts';

const TIMEOUT_MS = 30_000;
const CONTENT = 'octets envoyés';

/** A queued and a running job, in the format in which a job was a document. */
async function storeDocuments(database: Database): Promise<void> {
  await migrate(database, { migrationsFolder: migrationsBefore('import-job-columns') });
  const document = (attempt: number) =>
    JSON.stringify({
      source: { kind: 'content', name: 'a.json', mediaType: null, byteCount: 15 },
      isDryRun: false,
      isNamed: true,
      attempt,
      content: gzipSync(CONTENT).toString('base64'),
    });
  const seen = `{"seenAt": "2026-01-31T12:00:00+00:00", "shown": {"phase": "reading", "done": 1, "total": null}}`;
  await database.$client.unsafe(`
    create schema essaimage_jobs;
    insert into import_jobs (id, state, request, progress, actor, created_at) values
      ('waits', 'queued', '${document(0)}', null, 'ess_a', '2026-01-31T11:00:00Z'),
      ('runs', 'running', '${document(2)}', '${seen}', 'ess_a', '2026-01-31T10:00:00Z')`);
}

async function checkMoved(connection: StoreConnection): Promise<void> {
  const jobs = createDrizzleJobStore(connection);
  const progress = { phase: 'reading', done: 1, total: null };
  expect(await jobs.find('runs')).toMatchObject({ state: 'running', progress });
  const origin = { kind: 'content', name: 'a.json', isNamed: true, bytes: Buffer.from(CONTENT) };
  expect(await jobs.claim()).toMatchObject({ id: 'waits', attempt: 1, origin });
  await jobs.takeBackAbandoned(60_000, 3, { code: 'interrupted', detail: 'x' });
  expect(await jobs.claim()).toMatchObject({ id: 'runs', attempt: 3, origin });
  const schemas = await query(connection, "select from pg_namespace where nspname = 'essaimage_jobs'");
  expect(schemas).toHaveLength(0);
  await connection.close();
}

it('jobs of the earlier format run after the migration, on the embedded database', async () => {
  const directory = temporaryFolder();
  const link = createPgliteLink(directory, () => {});
  await storeDocuments((await link.open(0)).database);
  await link.close();
  await checkMoved(await connectPglite({ directory, timeoutMs: TIMEOUT_MS, onFailure: () => {} }));
});

describeOnServer('on a server', (server) => {
  it('jobs of the earlier format run after the migration', async () => {
    const database = connect(server.url, 1, {});
    await storeDocuments(database);
    await database.$client.end();
    await checkMoved(await connectPostgres({ url: server.url, timeoutMs: TIMEOUT_MS, poolSize: 1 }));
  });
});
