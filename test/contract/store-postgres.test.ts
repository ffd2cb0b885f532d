import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { createDrizzleExperienceStore } from '../../src/adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import { createDrizzleFeedbackStore } from '../../src/adapters/store/drizzle-public-stores.ts';
import { createTakeSnapshot } from '../../src/adapters/store/drizzle-snapshot.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { createExportRecords } from '../../src/application/import/export-records.ts';
import { experienceStoreContract } from './experience-store.contract.ts';
import { createImportBench, draft, fileItem } from './import-bench.ts';
import { experience, indexed, newRecipe } from './store-samples.ts';
import { query } from './store-subject.ts';
import { createStoreWriter } from './store-writer.ts';
import { createTestDatabase, describeOnServer } from './test-database.ts';

describeOnServer('store on a PostgreSQL server', (database) => {
  const connect = (timeoutMs: number) => connectPostgres({ url: database.url, timeoutMs, poolSize: 4 });
  experienceStoreContract(connect);

  it('leaves an abandoned statement to its end, and its connection to the next operation', async () => {
    const connection = await connectPostgres({ url: database.url, timeoutMs: 60_000, poolSize: 1 });
    const leaving = new AbortController();
    const sleeping = connection.run(
      'attente',
      ({ $client }) => $client.unsafe('select pg_sleep(1), pg_backend_pid() as pid'),
      { signal: leaving.signal },
    );
    setTimeout(() => leaving.abort(new Error('parti')), 100);
    await expect(sleeping).rejects.toThrow('parti');
    await expect(query(connection, 'select 1 as un')).resolves.toHaveLength(1);
    await connection.close();
  });

  it('is migrated once when replicas start together', async () => {
    const fresh = await createTestDatabase();
    const replicas = await Promise.all(
      Array.from({ length: 5 }, () => connectPostgres({ url: fresh.url, timeoutMs: 10_000, poolSize: 2 })),
    );
    const [first] = replicas;
    const applied = await first?.run('lecture des migrations', ({ $client }) =>
      $client.unsafe('select hash, count(*)::int as times from drizzle.__drizzle_migrations group by hash'),
    );
    expect(new Set(applied?.map(({ times }) => times))).toEqual(new Set([1]));
    await Promise.all(replicas.map((replica) => replica.close()));
    await fresh.drop();
  });

  it('lets one process import at a time, and the others stop waiting on abort', async () => {
    const fresh = await createTestDatabase();
    const open = () => connectPostgres({ url: fresh.url, timeoutMs: 30_000, poolSize: 2 });
    const connections = [await open(), await open()] as const;
    const stores = (connection: StoreConnection) => ({
      imports: createDrizzleImportStore(connection),
      feedback: createDrizzleFeedbackStore(connection),
    });
    const [one, two] = [createImportBench(stores(connections[0])), createImportBench(stores(connections[1]))];
    await one.index();
    const items = [fileItem(draft({ id: 'f1', summary: 'Une épicerie ouvre.' }))];
    await Promise.all([one.import(items), two.import(items)]);
    const embedded = [...one.embedded, ...two.embedded];
    expect(embedded.filter((text) => text === 'Une épicerie ouvre.')).toHaveLength(1);

    // An older connection would be closed between two statements of a publication.
    const lifetime = connections[0].run('suite', async ({ $client }) => $client.options.max_lifetime);
    expect(await lifetime).toBeNull();
    const endTurn = await connections[0].takeImportTurn(new AbortController().signal);
    const stop = new AbortController();
    const onEnd = vi.fn();
    const waiting = two.import(items, { signal: stop.signal }).finally(onEnd);
    await sleep(500);
    expect(onEnd).not.toHaveBeenCalled();
    stop.abort(new Error('Ctrl+C'));
    await expect(waiting).rejects.toThrow('Ctrl+C');
    await endTurn();
    await two.import(items);
    await Promise.all(connections.map((connection) => connection.close()));
    await fresh.drop();
  });

  it('exports one instant, while an import holds its turn and others write', async () => {
    const connection = await connect(10_000);
    const imports = createDrizzleImportStore(connection);
    const writer = createStoreWriter(imports);
    await writer.startWith(newRecipe());
    await writer.save(indexed(experience({ id: 'a' })), indexed(experience({ id: 'b', title: 'Avant' })));
    const { signal } = new AbortController();
    const endTurn = await connection.takeImportTurn(signal);
    const titles: string[] = [];
    for await (const record of createExportRecords(createTakeSnapshot(connection))(signal)) {
      if (record.type === 'experience') titles.push(record.experience.title);
      if (titles.length > 0) continue;
      await writer.remove(['a']);
      await writer.save(indexed(experience({ id: 'b', title: 'Après' })));
    }
    await endTurn();
    expect(titles).toHaveLength(2);
    expect(titles).toContain('Avant');
    await imports.settle();
    await connection.close();
  });

  it('reports an unreachable server, and where to look', async () => {
    const url = new URL(database.url);
    url.port = '1';
    const attempt = connectPostgres({ url: url.href, timeoutMs: 1_000, poolSize: 1 });
    await expect(attempt).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringMatching(/DATABASE_URL.*ECONNREFUSED/),
    });
  });

  it('survives broken connections under load without losing an acknowledged write', async () => {
    const connection = await connect(10_000);
    const store = createDrizzleExperienceStore(connection);
    const writer = createStoreWriter(createDrizzleImportStore(connection));
    await writer.startWith(newRecipe());
    const acknowledged: string[] = [];
    let writing = true;
    const write = async (lane: number) => {
      for (let n = 0; writing; n += 1) {
        const id = `${lane}-${n}`;
        try {
          await writer.save(indexed(experience({ id })));
          acknowledged.push(id);
          await store.findById(id, 'public');
        } catch (error) {
          expect(error).toMatchObject({ code: 'store-unavailable' });
        }
      }
    };
    const writers = [0, 1, 2, 3].map(write);
    for (let cut = 0; cut < 30; cut += 1) {
      const before = acknowledged.length;
      await database.administer`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = ${new URL(database.url).pathname.slice(1)}`;
      // Operations succeed between two cuts, at any speed of the machine.
      await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before);
    }
    writing = false;
    await Promise.all(writers);
    const kept = await writer.listContentHashes();
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    await store.close();
  });
});
