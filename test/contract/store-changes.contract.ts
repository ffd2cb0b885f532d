import { beforeEach, describe, expect, it } from 'vitest';
import type { Experience } from '../../src/domain/experience/experience.ts';
import type { ChangePosition, PublicChange } from '../../src/ports/experience-store.ts';
import type { IndexedExperience } from '../../src/ports/import-store.ts';
import { experience, indexed, newRecipe, territory } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

/** Returns the same numbers at each run, in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

export function describeChanges(subject: StoreSubject): void {
  async function follow(since: ChangePosition, limit = 1_000) {
    const { items, isKnown } = await subject.store.listChanges(since, limit);
    expect(isKnown).toBe(true);
    return items;
  }

  async function now(): Promise<ChangePosition> {
    const { items, start } = await subject.store.listChanges(null, 1_000_000);
    const { number, at } = items.at(-1) ?? start;
    return { number, at };
  }

  const told = (items: readonly PublicChange[]) =>
    items.map(({ id, isDeleted }) => `${isDeleted ? 'deleted' : 'updated'} ${id}`);

  const save = (document: Experience, content: Partial<IndexedExperience> = {}) =>
    subject.writer.save(indexed(document, content));
  const page = experience({ id: 'a' });

  describe('public changes', () => {
    let since: ChangePosition;
    beforeEach(async () => {
      await subject.writer.startWith(newRecipe());
      since = await now();
    });

    it('are those that the public sees, the last of each experience alone', async () => {
      await subject.writer.save(indexed(page), indexed(experience({ id: 'b' })));
      expect(told(await follow(since))).toEqual(['updated a', 'updated b']);
      await save({ ...page, title: 'Autre' });
      expect(told(await follow(since))).toEqual(['updated b', 'updated a']);
      const after = await now();
      await save({ ...page, title: 'Autre' });
      expect(await follow(after)).toEqual([]);
      await save({ ...page, title: 'Autre', territories: [territory({ populationCount: 1 })] });
      expect(told(await follow(after))).toEqual(['updated a']);
    });

    it.each<[string, () => Promise<void>]>([
      ['removed', () => subject.writer.remove(['a'])],
      ['set aside', () => save(page, { status: 'set-aside' })],
      ['reviewed again', () => save(page, { status: 'proposed' })],
      ['made members-only', () => save({ ...page, access: 'members' })],
    ])('tell that one was %s, then that it is back', async (_, hide) => {
      await save(page);
      const published = await now();
      await hide();
      expect(told(await follow(published))).toEqual(['deleted a']);
      const hidden = await now();
      await save({ ...page, title: 'Sans lecteur', access: 'members' });
      await subject.writer.remove(['a']);
      expect(await follow(hidden)).toEqual([]);
      await save(page);
      expect(told(await follow(hidden))).toEqual(['updated a']);
    });

    it('have no trace of what was never public, not even a number or an instant', async () => {
      await save(page);
      const before = await subject.store.listChanges(null, 1_000_000);
      const closed = experience({ id: 'm', access: 'members' });
      await save(closed);
      await save({ ...closed, title: 'Autre' });
      await save(experience({ id: 'p' }), { status: 'proposed' });
      await save(experience({ id: 'p', title: 'Autre' }), { status: 'set-aside' });
      await subject.writer.remove(['m', 'p']);
      const { version: _, ...after } = await subject.store.listChanges(null, 1_000_000);
      expect({ ...after, version: before.version }).toEqual(before);
      const last = await now();
      await save(experience({ id: 'b' }));
      expect((await follow(last)).map(({ number }) => number)).toEqual([last.number + 1]);
    });

    it('are given from an instant, with those just before it', async () => {
      await save(page);
      const [{ at } = { at: '' }] = await follow(since);
      const from = async (instant: Date) => told((await subject.store.listChanges(instant, 1_000_000)).items);
      expect(await from(new Date(at))).toContain('updated a');
      expect(await from(new Date('0000-01-01T00:00:00Z'))).toContain('updated a');
      const later = new Date(Date.parse(at) + 3_600_000);
      expect(await from(later)).toEqual([]);
      expect((await subject.store.listChanges(later, 10)).start).toEqual(await now());
    });

    it('refuse a position of a database that was restored since', async () => {
      await save(page);
      const { number, at } = await now();
      const known = async (position: ChangePosition) =>
        (await subject.store.listChanges(position, 10)).isKnown;
      expect(await known({ number, at })).toBe(true);
      expect(await known({ number: number + 1, at })).toBe(false);
      expect(await known({ number, at: new Date(Date.parse(at) - 1).toISOString() })).toBe(false);
      expect(await known({ number: 0, at: '1970-01-01T00:00:00.000Z' })).toBe(true);
    });

    it('keep a copy equal to the list while others write', { timeout: 120_000 }, async () => {
      const random = createRandom(20);
      const copy = new Map<string, Experience>();
      let writing = true;
      const write = async (lane: number) => {
        for (let count = 0; count < 25; count += 1) {
          const id = `${lane}-${Math.floor(random() * 4)}`;
          const choice = random();
          const document = experience({ id, title: `Titre ${random()}` });
          if (choice < 0.2) await subject.writer.remove([id]);
          else if (choice < 0.35) await save({ ...document, access: 'members' });
          else if (choice < 0.5) await save(document, { status: 'proposed' });
          else await save(document);
        }
      };
      const read = async (from: ChangePosition) => {
        const items = await follow(from, 3);
        for (const { id, isDeleted } of items) {
          const found = isDeleted ? null : await subject.store.findById(id, 'public');
          if (found === null) copy.delete(id);
          else copy.set(id, found);
        }
        const { number, at } = items.at(-1) ?? from;
        return { number, at };
      };
      const writers = Promise.all([0, 1, 2].map(write)).finally(() => {
        writing = false;
      });
      let reached = since;
      while (writing) reached = await read(reached);
      await writers;
      for (let before = -1; before < reached.number; ) {
        before = reached.number;
        reached = await read(reached);
      }
      const { items } = await subject.store.listAfter(null, 100, 'public');
      expect(items.length).toBeGreaterThan(3);
      expect([...copy.keys()].sort()).toEqual(items.map(({ experience: { id } }) => id));
      for (const { experience: document } of items) expect(copy.get(document.id)).toEqual(document);
    });
  });
}
