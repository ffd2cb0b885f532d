import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Experience } from '../../src/domain/experience/experience.ts';
import { ficheKey, type IndexedExperience } from '../../src/ports/import-store.ts';
import { experience, indexed, newRecipe, territory } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

const [MONDAY, TUESDAY, WEDNESDAY] = [
  '2026-01-12T08:00:00.000Z',
  '2026-01-13T08:00:00.000Z',
  '2026-01-14T08:00:00.000Z',
];

export function describeRecent(subject: StoreSubject): void {
  /** Publishes experiences at a given time. */
  async function saveAt(at: string, ...changes: readonly IndexedExperience[]): Promise<void> {
    const batch = `test-${randomUUID()}`;
    const keys = changes.map((change) => ficheKey(change.experience.id));
    for (const [position, change] of changes.entries()) {
      const key = keys[position] ?? '';
      const { contentHash } = change;
      await subject.imports.stage(batch, {
        key,
        contentHash,
        modelId: 'm',
        resource: null,
        experiences: [change],
      });
    }
    await subject.writer.publish({ keys, at }, batch);
  }
  const publish = (at: string, ...documents: readonly Experience[]) =>
    saveAt(at, ...documents.map((document) => indexed(document)));

  async function recent(...given: Partial<Parameters<StoreSubject['store']['listRecent']>>) {
    const [filter = {}, limit = 50, audience = 'public'] = given;
    const { items } = await subject.store.listRecent(filter, limit, audience);
    return items.map(({ experience: { id }, changedAt }) => `${id} ${changedAt}`);
  }

  describe('recent experiences', () => {
    beforeEach(() => subject.writer.startWith(newRecipe()));

    it('come last changed first, then by year and id, up to a limit, with their version', async () => {
      await publish(MONDAY, experience({ id: 'a', year: 2019 }), experience({ id: 'b', year: null }));
      await publish(MONDAY, experience({ id: 'd', year: 2021 }), experience({ id: 'c', year: 2021 }));
      await publish(TUESDAY, experience({ id: 'e' }));
      const expected = [`e ${TUESDAY}`, `c ${MONDAY}`, `d ${MONDAY}`, `a ${MONDAY}`, `b ${MONDAY}`];
      expect(await recent()).toEqual(expected);
      expect(await recent({}, 2)).toEqual(expected.slice(0, 2));
      const { version, items } = await subject.store.listRecent({}, 1, 'public');
      expect(version).toBe(await subject.store.currentVersion('public'));
      expect(items[0]?.experience).toEqual(experience({ id: 'e' }));
    });

    it('keep their date when rewritten without change, or with changes of the register only', async () => {
      const first = experience({ id: 'a' });
      await publish(MONDAY, first);
      await saveAt(TUESDAY, indexed(first, { contentHash: 'another recipe' }));
      const populated = territory({ populationCount: 1, region: null });
      await publish(WEDNESDAY, { ...first, territories: [populated] });
      expect(await recent()).toEqual([`a ${MONDAY}`]);
      await subject.writer.publish({ recipe: newRecipe(), at: WEDNESDAY });
      expect(await recent()).toEqual([`a ${MONDAY}`]);
    });

    it.each<[string, Partial<Experience>]>([
      ['a title', { title: 'Autre' }],
      ['a theme', { themes: ['numerique'] }],
      ['a source', { source: { title: 'Autre', url: null, publisher: 'RTES', date: null } }],
      ['the name of a territory', { territories: [territory({ name: 'Autre' })] }],
    ])('take the date of a change of %s', async (_, change) => {
      await publish(MONDAY, experience({ id: 'a' }));
      await publish(TUESDAY, experience({ id: 'a', ...change }));
      expect(await recent()).toEqual([`a ${TUESDAY}`]);
    });

    it('have the date at which they became public', async () => {
      const closed = experience({ id: 'a', access: 'members' });
      await publish(MONDAY, closed);
      await saveAt(MONDAY, indexed(experience({ id: 'b' }), { status: 'set-aside' }));
      expect(await recent()).toEqual([]);
      expect(await recent({}, 50, 'members')).toEqual([`a ${MONDAY}`]);
      await publish(TUESDAY, { ...closed, access: 'public' });
      await publish(WEDNESDAY, experience({ id: 'b' }));
      expect(await recent()).toEqual([`b ${WEDNESDAY}`, `a ${TUESDAY}`]);
    });

    it('are listed by id, up to a limit', async () => {
      await publish(MONDAY, experience({ id: 'b' }), experience({ id: 'a' }), experience({ id: 'é' }));
      await publish(TUESDAY, experience({ id: 'c' }), experience({ id: 'm', access: 'members' }));
      await saveAt(TUESDAY, indexed(experience({ id: 'h' }), { status: 'set-aside' }));
      const list = async (limit: number) => {
        const { items } = await subject.store.listIds(limit, 'public');
        return items.map(({ id, changedAt }) => `${id} ${changedAt}`);
      };
      expect(await list(2)).toEqual([`a ${MONDAY}`, `b ${MONDAY}`]);
      expect(await list(9)).toEqual([`a ${MONDAY}`, `b ${MONDAY}`, `c ${TUESDAY}`, `é ${MONDAY}`]);
      const { version } = await subject.store.listIds(0, 'public');
      expect(version).toBe(await subject.store.currentVersion('public'));
    });

    it('are listed after an id, with the date of the last change that a reader may see', async () => {
      await publish(MONDAY, experience({ id: 'b' }), experience({ id: 'a' }), experience({ id: 'é' }));
      await publish(TUESDAY, experience({ id: 'c' }));
      const { publishedAt: publicAt } = await subject.store.readLastChange('public');
      expect(Date.parse(String(publicAt))).toBeGreaterThan(Date.parse(TUESDAY));
      await publish(WEDNESDAY, experience({ id: 'm', access: 'members' }));
      await saveAt(WEDNESDAY, indexed(experience({ id: 'h' }), { status: 'set-aside' }));
      const { store } = subject;
      const list = async (
        ...[id, limit, audience = 'public']: Partial<Parameters<typeof store.listAfter>>
      ) => {
        const { items } = await store.listAfter(id ?? null, limit ?? 50, audience);
        return items.map(({ experience: { id: found }, changedAt }) => `${found} ${changedAt}`);
      };
      expect(await list(null, 2)).toEqual([`a ${MONDAY}`, `b ${MONDAY}`]);
      expect(await list('b', 2)).toEqual([`c ${TUESDAY}`, `é ${MONDAY}`]);
      expect(await list('é', 2)).toEqual([]);
      expect(await list('c', 2, 'members')).toEqual([`m ${WEDNESDAY}`, `é ${MONDAY}`]);
      const version = await store.currentVersion('public');
      expect((await store.listAfter(null, 1, 'public')).version).toBe(version);
      const last = await store.readLastChange('public');
      expect(last).toEqual({ version, changedAt: TUESDAY, publishedAt: publicAt });
      expect((await store.readLastChange('members')).changedAt).toBe(WEDNESDAY);
    });

    it('are filtered by theme, lever, département, région and territory', async () => {
      const elsewhere = territory({ code: '35238', department: { code: '35', name: 'I' }, region: null });
      const unregistered = territory({ code: null, department: null, region: null });
      await publish(
        MONDAY,
        experience({ id: 'a', themes: ['numerique'] }),
        experience({ id: 'b', levers: [{ lever: 'locaux', what: 'Prête.' }], territories: [elsewhere] }),
        experience({ id: 'c', territories: [unregistered, territory()] }),
      );
      const ids = async (filter: Parameters<typeof subject.store.listRecent>[0]) =>
        (await recent(filter)).map((line) => line.slice(0, 1)).join('');
      expect(await ids({ themes: ['numerique'] })).toBe('a');
      expect(await ids({ levers: ['locaux'] })).toBe('b');
      expect(await ids({ department: '35' })).toBe('b');
      expect(await ids({ region: '52' })).toBe('ac');
      expect(await ids({ within: { codes: ['244900015'] } })).toBe('ac');
      expect(await ids({ within: { codes: ['35238'] }, levers: ['scic'] })).toBe('');
      expect(await ids({ within: { codes: ['2449'] } })).toBe('');
      expect(await ids({ within: { codes: ['a\u0000'] } })).toBe('');
    });
  });
}
