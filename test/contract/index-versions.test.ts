import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { createDrizzleExperienceStore } from '../../src/adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import { experience, indexed, newRecipe, question, vectorOf } from './store-samples.ts';
import { createStoreWriter } from './store-writer.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const serverUrl = process.env.TEST_DATABASE_URL;
const title =
  serverUrl === undefined
    ? 'two processes on one server (skipped: set TEST_DATABASE_URL to what `scripts/postgres-for-tests.sh start` prints)'
    : 'two processes on one server';

/** Longer than the second that is promised: what is asserted is that it comes, and why, not how fast a busy machine is. */
const PATIENCE = { timeout: 30_000, interval: 20 };

describe.skipIf(serverUrl === undefined)(title, () => {
  let database: TestDatabase;

  async function open() {
    const connection = await connectPostgres({ url: database.url, timeoutMs: 20_000, poolSize: 2 });
    return {
      connection,
      store: createDrizzleExperienceStore(connection),
      writer: createStoreWriter(createDrizzleImportStore(connection)),
    };
  }

  beforeAll(async () => {
    database = await createTestDatabase(serverUrl ?? '');
  });
  afterAll(() => database.drop());

  it('one knows at once what it publishes, the other soon after, also when its connections were lost meanwhile', async () => {
    const [writing, reading] = [await open(), await open()];
    await writing.writer.startWith(newRecipe());
    const titles = async ({ store }: typeof reading) => {
      const { candidates } = await store.retrieve(question({ embedding: vectorOf(1) }), 'public');
      return candidates.map(({ experience: { title } }) => title);
    };
    const answers = ({ connection }: typeof reading) =>
      connection
        .run('vérification', ({ $client }) => $client.unsafe('select 1'))
        .then(
          () => true,
          () => false,
        );
    await titles(reading);
    for (let n = 0; n < 6; n += 1) {
      if (n === 3) {
        // The connection that listens too.
        await database.administer`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = ${new URL(database.url).pathname.slice(1)}`;
        await expect.poll(() => answers(writing), PATIENCE).toBe(true);
      }
      const changed = experience({ id: 'a', title: `Titre ${n}` });
      await writing.writer.save(indexed(changed, { contentHash: `${n}`, embeddings: [vectorOf(1)] }));
      expect(await titles(writing)).toEqual([`Titre ${n}`]);
      await expect.poll(() => titles(reading).catch(() => null), PATIENCE).toEqual([`Titre ${n}`]);
    }
    await Promise.all([writing.store.close(), reading.store.close()]);
  });
});
