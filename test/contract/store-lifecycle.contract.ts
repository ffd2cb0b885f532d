import { beforeEach, describe, expect, it } from 'vitest';
import { newRecipe, question, sparseOf, vectorOf } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

/** Runs for minutes, far beyond any deadline of these tests. */
const ENDLESS = 'select count(*) from generate_series(1, 100000000000) as n';

export function describeStoreLifecycle(subject: StoreSubject): void {
  describe('life of the store', () => {
    beforeEach(() => subject.writer.startWith(newRecipe()));

    it('has the same content after it is closed and opened again', async () => {
      await subject.save({ id: 'a' }, { lexical: sparseOf({ 4: 2 }) });
      await subject.save({ id: 'b', access: 'members' });
      const read = async () => ({
        state: await subject.imports.loadState(),
        public: await subject.store.loadSnapshot('public'),
        members: await subject.store.loadSnapshot('members'),
        candidates: await subject.retrieve(
          question({ embedding: vectorOf(1), lexical: sparseOf({ 4: 1 }) }),
          'public',
        ),
      });
      const before = await read();
      await subject.reopen();
      expect(await read()).toEqual(before);
    });

    it('refuses operations once closed', async () => {
      const closed = subject.store;
      await subject.reopen();
      await expect(closed.currentVersion('public')).rejects.toMatchObject({ code: 'store-unavailable' });
      await expect(closed.close()).resolves.toBeUndefined();
    });

    it('stops an operation past its deadline, then works without loss', async () => {
      await subject.save({ id: 'a' });
      await subject.reopen(1_000);
      await subject.save({ id: 'b' });
      await subject.imports.settle();
      const endless = subject.connection.run('calcul sans fin', (database) =>
        database.$client.unsafe(ENDLESS),
      );
      await expect(endless).rejects.toMatchObject({
        code: 'deadline-exceeded',
        details: { operation: 'calcul sans fin', timeoutMs: 1_000 },
      });
      expect([...(await subject.writer.listContentHashes()).keys()].sort()).toEqual(['a', 'b']);
      await subject.save({ id: 'c' });
      await subject.reopen();
      expect([...(await subject.writer.listContentHashes()).keys()].sort()).toEqual(['a', 'b', 'c']);
    });

    it('serves many concurrent readers during writes', async () => {
      for (const id of ['a', 'b', 'c']) await subject.save({ id });
      const request = question({ embedding: vectorOf(1), depth: 10 });
      const reads = Array.from({ length: 40 }, () => subject.retrieve(request, 'public'));
      const writes = Array.from({ length: 10 }, (_, n) =>
        subject.save({ id: 'b', title: `Titre ${n}` }, { contentHash: `${n}` }),
      );
      for (const candidates of await Promise.all(reads)) expect(candidates).toHaveLength(3);
      await Promise.all(writes);
      expect((await subject.writer.listContentHashes()).size).toBe(3);
    });
  });
}
