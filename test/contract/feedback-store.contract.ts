import { beforeEach, describe, expect, it } from 'vitest';
import { createDrizzleFeedbackStore } from '../../src/adapters/store/drizzle-public-stores.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { feedback, listFeedback } from './feedback-samples.ts';
import { query } from './store-subject.ts';

export function feedbackStoreContract(connection: Pick<StoreConnection, 'run'>): void {
  const store = createDrizzleFeedbackStore(connection);
  const all = () => listFeedback(store);

  describe('feedback', () => {
    beforeEach(() => query(connection, 'delete from feedback'));

    it('is read back unchanged, with any text', async () => {
      const kept = [
        feedback(1),
        feedback(2, {
          subject: { experienceId: null, leverId: 'locaux' },
          verdict: 'not-useful',
          reason: 'out-of-reach',
          comment: 'Pas de « locaux »,\r\n\t<b>rien</b> ; \'; drop table feedback; -- 👨‍👩‍👧 \u202e\\ "é"',
        }),
      ];
      await store.add(kept);
      expect(await all()).toEqual(kept);
    });

    it('is listed oldest first, ties by id', async () => {
      const [monday, tuesday] = ['2026-01-12T00:00:00.000Z', '2026-01-13T00:00:00.000Z'];
      await store.add([
        feedback(3, { createdAt: tuesday }),
        feedback(2, { createdAt: monday }),
        feedback(1, { createdAt: tuesday }),
      ]);
      expect((await all()).map(({ id }) => Number(id.slice(3)))).toEqual([2, 1, 3]);
    });

    it('is listed once each across pages', async () => {
      const many = Array.from({ length: 2_500 }, (_, number) => feedback(number));
      await store.add(many);
      expect(await all()).toEqual(many);
    });

    it('keeps the first entry when an id is added twice', async () => {
      await store.add([feedback(1)]);
      await store.add([feedback(1, { verdict: 'not-useful' }), feedback(2)]);
      expect(await all()).toEqual([feedback(1), feedback(2)]);
      const ids = [1, 2, 3].map((number) => feedback(number).id);
      expect(await store.findKnown(ids)).toEqual(new Set(ids.slice(0, 2)));
    });

    it('is deleted when it is withdrawn', async () => {
      await store.add([feedback(1), feedback(2)]);
      expect(await store.remove(feedback(1).id)).toBe(true);
      expect(await store.remove(feedback(1).id)).toBe(false);
      expect(await all()).toEqual([feedback(2)]);
    });

    it('is not found under an id that no database can store', async () => {
      for (const id of ['', 'a\u0000', 'a\ud800', "' or true --"]) expect(await store.remove(id)).toBe(false);
    });

    it('is deleted when it is older than a given instant', async () => {
      const oldest = '2026-01-15T09:30:00.001Z';
      await store.add([feedback(1), feedback(2, { createdAt: oldest })]);
      expect(await store.removeBefore(oldest)).toBe(1);
      expect((await all()).map(({ id }) => id)).toEqual([feedback(2).id]);
    });

    it('holds nothing that identifies its author', async () => {
      await store.add([feedback(1)]);
      const [row = {}] = await query(connection, 'select * from feedback');
      expect(Object.keys(row).sort()).toEqual(
        [
          ...['comment', 'created_at', 'experience_id', 'id', 'lever_id'],
          ...['ranking_version', 'reason', 'recommendation_id', 'verdict'],
        ].sort(),
      );
    });
  });
}
