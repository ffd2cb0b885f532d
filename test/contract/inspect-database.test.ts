import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import { inspectDatabase } from '../../src/adapters/store/inspect-database.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { experience, indexed, newRecipe } from './store-samples.ts';
import { query } from './store-subject.ts';
import { createStoreWriter } from './store-writer.ts';
import { createTestDatabase } from './test-database.ts';

const recipe = newRecipe();

/** Publishes two experiences, one of them for members. */
async function fill(connection: StoreConnection): Promise<void> {
  const writer = createStoreWriter(createDrizzleImportStore(connection));
  await writer.startWith(recipe);
  await writer.save(indexed(experience({ id: 'a' })), indexed(experience({ id: 'b', access: 'members' })));
}

const migrated = {
  migrations: { applied: expect.any(Number), pending: 0, unknown: 0 },
};
const filled = {
  state: { recipe, experiences: expect.objectContaining({ size: 2 }) },
  publicVersion: expect.stringMatching(/^[0-9a-f]+$/),
  changedAt: expect.stringMatching(/^\d{4}-.*Z$/),
  withoutVectors: 0,
  recall: 1,
  unfinishedImports: { count: 0, since: null },
};
const inspectFolder = (dataDirectory: string) => inspectDatabase({ databaseUrl: null, dataDirectory });
const nothing = { state: { recipe: null }, publicVersion: null, changedAt: null };

describe('inspection of the embedded database', () => {
  it('reports migrations and index, changes nothing, and releases the folder', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'essaimage-inspect-'));
    const open = () => connectPglite({ directory, timeoutMs: 60_000, onFailure: () => {} });
    const empty = await open();
    await empty.close();
    expect(await inspectFolder(directory)).toMatchObject({ ...migrated, content: nothing });

    const connection = await open();
    await fill(connection);
    await expect(inspectFolder(directory)).rejects.toMatchObject({ code: 'data-folder-locked' });
    await connection.close();
    expect(await inspectFolder(directory)).toMatchObject({ ...migrated, content: filled });
    expect(await readdir(directory)).toEqual(['database']);
    await rm(directory, { recursive: true });
  });

  it('says that a folder or a file of it cannot be read', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'essaimage-inspect-'));
    // A link to itself cannot be read even by the administrator.
    const loop = join(directory, 'loop');
    await symlink('loop', loop);
    const unusable = { code: 'data-folder-unusable' };
    await expect(inspectFolder(join(loop, 'data'))).rejects.toMatchObject(unusable);

    const connection = await connectPglite({ directory, timeoutMs: 60_000, onFailure: () => {} });
    const [row] = await query(connection, `select pg_relation_filepath('index_state') as path`);
    await connection.close();
    const file = join(directory, 'database', z.object({ path: z.string() }).parse(row).path);
    await rm(file);
    await symlink(basename(file), file);
    await expect(inspectFolder(directory)).rejects.toMatchObject(unusable);
    await rm(directory, { recursive: true });
  });
});

const serverUrl = process.env.TEST_DATABASE_URL;

describe.skipIf(serverUrl === undefined)('inspection of a PostgreSQL server', () => {
  it('reports pending migrations without applying them, then migrations and index', async () => {
    const database = await createTestDatabase();
    for (const _ of ['once', 'twice']) {
      expect(await inspectDatabase({ databaseUrl: database.url, dataDirectory: '' })).toMatchObject({
        serverVersion: expect.stringMatching(/^\d+\.\d+$/),
        migrations: { applied: 0, unknown: 0 },
        content: null,
      });
    }
    const connection = await connectPostgres({ url: database.url, timeoutMs: 10_000, poolSize: 1 });
    await fill(connection);
    await connection.close();
    expect(await inspectDatabase({ databaseUrl: database.url, dataDirectory: '' })).toMatchObject({
      ...migrated,
      content: filled,
    });
    await database.drop();
  });
});
