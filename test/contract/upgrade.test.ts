import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { expect, it } from 'vitest';
import { describeTables } from '../../scripts/describe-tables.ts';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { connect, connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { createDrizzleExperienceStore } from '../../src/adapters/store/drizzle-experience-store.ts';
import { createPgliteLink } from '../../src/adapters/store/embedded/pglite-link.ts';
import type { Database, StoreConnection } from '../../src/adapters/store/session/database.ts';
import { migrationsBefore, temporaryFolder } from './migrations-before.ts';
import { experience } from './store-samples.ts';
import { query } from './store-subject.ts';
import { createTestDatabase, describeOnServer } from './test-database.ts';

const TIMEOUT_MS = 30_000;
const FICHE = experience({ id: 'four-a-pain' });

/** Makes a database of the first released migration, with a fiche of each audience. */
async function storeFirst(database: Database): Promise<void> {
  await migrate(database, { migrationsFolder: migrationsBefore('imports-and-keys') });
  const vector = `[${Array(384).fill(0.05)}]`;
  for (const document of [FICHE, { ...FICHE, id: 'reservee', access: 'members' }]) {
    await database.$client.unsafe(
      `insert into experiences (id, content_hash, revision, access, themes, levers, kinds, departments, regions, document, lexical)
        values ($1::jsonb ->> 'id', 'h', 'r', $1::jsonb ->> 'access', '{}', '{}', '{}', '{}', '{}', $1::jsonb, '{3:0.5}/262144')`,
      [JSON.stringify(document)],
    );
    await database.$client.unsafe(
      `insert into passages values ('${document.id}', 0, 'cité', 'lu', '${vector}')`,
    );
  }
  await database.$client.unsafe(`
    insert into index_state values (1, 'modèle', 'recette', 2, '{}');
    insert into publications values ('public', 'v1'), ('members', 'v1');
    insert into term_frequencies values ('pain', 1)`);
}

/** Closes both connections. */
async function checkUpgraded(upgraded: StoreConnection, fresh: StoreConnection): Promise<void> {
  expect(await query(upgraded, describeTables)).toEqual(await query(fresh, describeTables));
  const store = createDrizzleExperienceStore(upgraded);
  expect(await store.findById('four-a-pain', 'public')).toMatchObject({ title: FICHE.title });
  expect(await store.findById('reservee', 'public')).toBeNull();
  expect(await store.findById('reservee', 'members')).not.toBeNull();
  expect(await store.findSimilar('four-a-pain', 5, 'members')).toMatchObject([
    { cosine: expect.closeTo(1, 2) },
  ]);
  expect(await store.loadSnapshot('public')).toMatchObject({ version: 'v1', experienceCount: 1 });
  await Promise.all([upgraded.close(), fresh.close()]);
}

it('a base of the first migration becomes that of a new one, with its data, in the embedded database', async () => {
  const directory = temporaryFolder();
  const link = createPgliteLink(directory, () => {});
  await storeFirst((await link.open(0)).database);
  await link.close();
  const open = (folder: string) =>
    connectPglite({ directory: folder, timeoutMs: TIMEOUT_MS, onFailure: () => {} });
  await checkUpgraded(await open(directory), await open(temporaryFolder()));
});

describeOnServer('on a server', (server) => {
  it('a base of the first migration becomes that of a new one, with its data', async () => {
    const database = connect(server.url, 1, {});
    await storeFirst(database);
    await database.$client.end();
    const other = await createTestDatabase();
    const open = (url: string) => connectPostgres({ url, timeoutMs: TIMEOUT_MS, poolSize: 1 });
    await checkUpgraded(await open(server.url), await open(other.url));
    await other.drop();
  });
});
