import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { expect, it } from 'vitest';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { createDrizzleExperienceStore } from '../../src/adapters/store/drizzle-experience-store.ts';
import { createPgliteLink } from '../../src/adapters/store/embedded/pglite-link.ts';
import { migrationsBefore, temporaryFolder } from './migrations-before.ts';

it('tells the experiences that were public before changes were, and no other', async () => {
  const directory = temporaryFolder();
  const link = createPgliteLink(directory, () => {});
  const { database } = await link.open(0);
  await migrate(database, { migrationsFolder: migrationsBefore('public-changes') });
  const row = (id: string, access: string, status: string) =>
    `('${id}', 'h', 'r-${id}', '${access}', '{}', '{}', '{}', '{}', '{}', '{"id": "${id}", "access": "${access}", "territories": []}',
      '{}/262144', '{}', '{}', '{}', now(), '${status}')`;
  const rows = [
    row('b', 'public', 'published'),
    row('a', 'public', 'published'),
    row('m', 'members', 'published'),
    row('p', 'public', 'proposed'),
    row('s', 'public', 'set-aside'),
  ];
  await database.$client.unsafe(`
    insert into experiences (id, content_hash, revision, access, themes, levers, kinds, departments, regions, document,
      lexical, terms, traits, draft, changed_at, status)
    values ${rows.join(',')}`);
  await link.close();
  const connection = await connectPglite({ directory, timeoutMs: 30_000, onFailure: () => {} });
  const { items } = await createDrizzleExperienceStore(connection).listChanges(null, 10);
  expect(items.map(({ id, number, isDeleted }) => [id, number, isDeleted])).toEqual([
    ['a', 1, false],
    ['b', 2, false],
  ]);
  await connection.close();
});
