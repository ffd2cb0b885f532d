import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import type { Database } from '../../src/adapters/store/session/database.ts';
import type { IndexRecipe } from '../../src/ports/import-store.ts';
import { newRecipe, vectorOf } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';
import { createStoreWriter } from './store-writer.ts';

export function describePublication(subject: StoreSubject): void {
  const versions = async () => ({
    public: await subject.store.currentVersion('public'),
    members: await subject.store.currentVersion('members'),
  });

  describe('recipe', () => {
    it('is read back unchanged, and replaced', async () => {
      for (const recipe of [newRecipe(), newRecipe()]) {
        await subject.writer.startWith(recipe);
        expect((await subject.imports.loadState()).recipe).toEqual(recipe);
      }
    });
  });

  it('answers a write without its upkeep, which runs once more for all the writes made meanwhile', async () => {
    let fail = (_cause: Error) => {};
    const upkeep = vi.fn(
      () =>
        new Promise<never>((_resolve, reject) => {
          fail = reject;
        }),
    );
    const { connection } = subject;
    const run = <T>(operation: string, work: (database: Database) => Promise<T>, options?: object) =>
      operation === 'entretien de l’index' ? upkeep() : connection.run(operation, work, options);
    const onFailure = vi.fn();
    const store = createDrizzleImportStore({ ...connection, run }, onFailure);
    const writer = createStoreWriter(store);
    for (let n = 0; n < 4; n += 1) await writer.startWith(newRecipe());
    expect(upkeep).toHaveBeenCalledTimes(1);
    const settled = store.settle();
    const cause = new Error('disque plein');
    fail(cause);
    await vi.waitFor(() => expect(upkeep).toHaveBeenCalledTimes(2));
    expect(await Promise.race([settled, 'still running'])).toBe('still running');
    fail(cause);
    await settled;
    expect(onFailure.mock.calls).toEqual([[cause], [cause]]);
  });

  describe('publication', () => {
    beforeEach(async () => {
      await subject.writer.startWith(newRecipe());
      await subject.save({ id: 'open' });
      await subject.save({ id: 'closed', access: 'members' });
    });

    it('writes no passage again that an edit leaves as it was', async () => {
      const places = async () =>
        (await subject.query('select ordinal, ctid::text from passages order by experience_id, ordinal')).map(
          ({ ordinal, ctid }) => [ordinal, ctid],
        );
      const embeddings = [vectorOf(1), vectorOf(0, 1), vectorOf(0, 0, 1)];
      await subject.save({ id: 'open' }, { embeddings });
      const before = await places();
      await subject.save({ id: 'open', title: 'Autre' }, { embeddings });
      expect(await places()).toEqual(before);
      await subject.save({ id: 'open' }, { embeddings: [vectorOf(1), vectorOf(0, 2)] });
      const [, first, second] = await places();
      expect([first, second]).toEqual([before[1], [1, expect.not.stringMatching(String(before[2]?.[1]))]]);
    });

    it('keeps the versions until something visible changes', async () => {
      const before = await versions();
      expect(before.public).toMatch(/^[0-9a-f]{16}$/);
      expect(before.members).not.toBe(before.public);
      await subject.save({ id: 'open' }, { contentHash: 'other' });
      expect(await versions()).toEqual(before);
      await subject.save({ id: 'open', title: 'Nouveau titre' });
      const after = await versions();
      expect(after.public).not.toBe(before.public);
      expect(after.members).not.toBe(before.members);
    });

    it('changes only the version of members when only their experiences change', async () => {
      const before = await versions();
      await subject.save({ id: 'closed', access: 'members', title: 'Nouveau titre' });
      await subject.save({ id: 'closed too', access: 'members' });
      const after = await versions();
      expect(after.public).toBe(before.public);
      expect(after.members).not.toBe(before.members);
    });

    it('changes the versions when an experience changes audience', async () => {
      const before = await versions();
      await subject.save({ id: 'closed' });
      const after = await versions();
      expect(after.public).not.toBe(before.public);
      expect(after.members).not.toBe(before.members);
    });

    it('changes with the recipe, not with a second identical publication', async () => {
      const recipe = newRecipe();
      const publishWith = async (given: IndexRecipe) => {
        await subject.writer.startWith(given);
        await subject.save({ id: 'open' });
        return subject.store.currentVersion('public');
      };
      const before = await publishWith(recipe);
      expect(await publishWith(recipe)).toBe(before);
      expect(await publishWith({ ...recipe, pipelineVersion: '2' })).not.toBe(before);
    });

    it('counts levers and themes of the visible experiences, once each', async () => {
      const levers = [
        { lever: 'scic', what: 'Prend des parts.' },
        { lever: 'scic', what: 'Siège au conseil.' },
        { lever: 'locaux', what: 'Prête un hangar.' },
      ];
      await subject.save({ id: 'second', levers, themes: ['alimentation', 'numerique'] });
      const { recipe } = await subject.imports.loadState();
      expect(await subject.store.loadSnapshot('public')).toEqual({
        version: await subject.store.currentVersion('public'),
        modelId: recipe?.modelId,
        experienceCount: 2,
        statistics: { documentCount: 0, documentFrequencies: new Map() },
        leverCounts: new Map([
          ['scic', 2],
          ['locaux', 1],
        ]),
        themeCounts: new Map([
          ['alimentation', 2],
          ['numerique', 1],
        ]),
        costed: [],
      });
      const members = await subject.store.loadSnapshot('members');
      expect(members?.experienceCount).toBe(3);
      expect(members?.leverCounts.get('scic')).toBe(3);
    });

    it('gives the sums of the visible experiences, with their levers', async () => {
      const cost = { label: 'travaux', value: 386_000, unit: '€', role: 'total-cost', period: null } as const;
      const figures = [{ ...cost, sentence: 'Les travaux coûtent 386 000 euros.' }];
      await subject.save({ id: 'costly', title: 'Un hangar', figures });
      await subject.save({ id: 'secret', figures, access: 'members' });
      const costed = [{ id: 'costly', title: 'Un hangar', figures, levers: ['scic'] }];
      expect((await subject.store.loadSnapshot('public'))?.costed).toEqual(costed);
      const members = await subject.store.loadSnapshot('members');
      expect(members?.costed.map(({ id }) => id)).toEqual(['costly', 'secret']);
    });
  });
}
