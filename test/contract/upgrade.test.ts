import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { expect, it, onTestFinished } from 'vitest';
import { TABLE_LINES } from '../../scripts/describe-tables.ts';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { connect, connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { createDrizzleExperienceStore } from '../../src/adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import { createPgliteLink } from '../../src/adapters/store/embedded/pglite-link.ts';
import type { Database, StoreConnection } from '../../src/adapters/store/session/database.ts';
import { migrationsBefore, temporaryFolder } from './migrations-before.ts';
import { experience, indexed } from './store-samples.ts';
import { query } from './store-subject.ts';
import { createStoreWriter } from './store-writer.ts';
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

/** Columns whose storage a migration sets by hand: a change of their type would lose it. */
const STORAGE = `
  select attname, attstorage from pg_attribute join pg_type on pg_type.oid = atttypid
  where attrelid = any('{experiences,passages,staged_changes}'::regclass[]) and attstorage <> typstorage order by attname`;

async function checkUpgraded(upgraded: StoreConnection, fresh: StoreConnection): Promise<void> {
  onTestFinished(async () => {
    await Promise.all([upgraded.close(), fresh.close()]);
  });
  // The first publication builds an index again.
  await createStoreWriter(createDrizzleImportStore(fresh)).save(indexed(FICHE));
  for (const base of [upgraded, fresh]) {
    const storage = await query(base, STORAGE);
    const kinds = storage.map(({ attname, attstorage }) => `${attname} ${attstorage}`);
    expect(kinds.join(', ')).toBe(
      'departments m, embedding p, kinds m, levers m, lexical p, payload e, precedents m, regions m, terms m, themes m, traits m',
    );
  }
  expect(await query(upgraded, TABLE_LINES)).toEqual(await query(fresh, TABLE_LINES));
  const store = createDrizzleExperienceStore(upgraded);
  expect(await store.findById('four-a-pain', 'public')).toMatchObject({ title: FICHE.title });
  expect(await store.findById('reservee', 'public')).toBeNull();
  const { items } = await store.listChanges(null, 10);
  expect(items.map(({ id, isDeleted }) => [id, isDeleted])).toEqual([['four-a-pain', false]]);
  expect(await store.findSimilar('four-a-pain', 5, 'members')).toMatchObject([
    { cosine: expect.closeTo(1, 2) },
  ]);
  expect(await query(upgraded, 'select count(*)::int as n from passages where indexed')).toEqual([{ n: 1 }]);
  expect(await store.loadSnapshot('public')).toMatchObject({ version: 'v1', experienceCount: 1 });
}

it('a database of the first migration is upgraded to the tables of a new one, with its data, where it is embedded', async () => {
  const directory = temporaryFolder();
  const link = createPgliteLink(directory, () => {});
  await storeFirst((await link.open(0)).database);
  await link.close();
  const open = (folder: string) =>
    connectPglite({ directory: folder, timeoutMs: TIMEOUT_MS, onFailure: () => {} });
  await checkUpgraded(await open(directory), await open(temporaryFolder()));
});

describeOnServer('on a server', (server) => {
  it('a database of the first migration is upgraded to the tables of a new one, with its data', async () => {
    const database = connect(server.url, 1, {});
    await storeFirst(database);
    await database.$client.end();
    const other = await createTestDatabase();
    onTestFinished(other.drop);
    const open = (url: string) => connectPostgres({ url, timeoutMs: TIMEOUT_MS, poolSize: 1 });
    await checkUpgraded(await open(server.url), await open(other.url));
  });
});
