import { expect, it } from 'vitest';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { createDrizzleExperienceStore } from '../../src/adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import { experience, indexed, newRecipe, question, vectorOf } from './store-samples.ts';
import { createStoreWriter } from './store-writer.ts';
import { describeOnServer } from './test-database.ts';

describeOnServer('two processes on one server', (database) => {
  async function open() {
    const connection = await connectPostgres({ url: database.url, timeoutMs: 20_000, poolSize: 2 });
    return {
      connection,
      store: createDrizzleExperienceStore(connection),
      writer: createStoreWriter(createDrizzleImportStore(connection)),
    };
  }
  it('one sees at once what the other publishes or hides, even after losing its connections', async () => {
    const [writing, reading] = [await open(), await open()];
    await writing.writer.startWith(newRecipe());
    const titles = async ({ store }: typeof reading) => {
      const { contents } = await store.readContents(['a'], vectorOf(1), 'public');
      const { candidates } = await store.retrieve(question({}), 'public');
      expect(candidates).toHaveLength(contents.size);
      return [...contents.values()].map(({ experience: { title } }) => title);
    };
    const answers = ({ store }: typeof reading) =>
      store.currentVersion('public').then(
        () => true,
        () => false,
      );
    expect(await titles(reading)).toEqual([]);
    for (let n = 0; n < 6; n += 1) {
      if (n === 3) {
        await database.administer`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = ${new URL(database.url).pathname.slice(1)}`;
        // The first operation of each connection fails.
        for (const one of [writing, reading])
          await expect.poll(() => answers(one), { timeout: 30_000 }).toBe(true);
      }
      const changed = experience({ id: 'a', title: `Titre ${n}` });
      await writing.writer.save(
        indexed(changed, { contentHash: `${n}`, status: n === 4 ? 'set-aside' : 'published' }),
      );
      expect(await titles(reading)).toEqual(n === 4 ? [] : [`Titre ${n}`]);
    }
    await Promise.all([writing.store.close(), reading.store.close()]);
  });
});
