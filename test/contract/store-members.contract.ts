import { beforeEach, describe, expect, it } from 'vitest';
import type { Experience } from '../../src/domain/experience/experience.ts';
import {
  bodyOf,
  conceptsOf,
  indexed,
  listing,
  newRecipe,
  question,
  sparseOf,
  territory,
  vectorOf,
} from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

const CANARY = 'zqcanari';
const PRIVATE_ID = `${CANARY}-fiche`;

/** A members' experience with the canary in all its texts. */
const secret: Experience = {
  id: PRIVATE_ID,
  title: `${CANARY} titre`,
  summary: `${CANARY} résumé`,
  territories: [
    territory({
      name: `${CANARY} ville`,
      code: `${CANARY}-code`,
      kind: 'pays',
      department: { code: `${CANARY}-d`, name: `${CANARY} département` },
      region: { code: `${CANARY}-r`, name: `${CANARY} région` },
    }),
  ],
  setting: 'mixed',
  year: 1901,
  themes: [`${CANARY}-theme`, 'alimentation'],
  levers: [{ lever: `${CANARY}-lever`, what: `${CANARY} fait` }],
  actors: [`${CANARY} acteur`],
  figures: [
    {
      label: `${CANARY} mesure`,
      value: 190_119_01,
      unit: '€',
      role: 'total-cost',
      period: null,
      sentence: `${CANARY} phrase`,
    },
  ],
  state: 'stopped',
  checkedOn: '1901-02-03',
  difficulties: [`${CANARY} difficulté`],
  source: { title: CANARY, url: `https://${CANARY}.example/`, publisher: CANARY, date: '1901' },
  otherSources: [
    { title: `${CANARY} autre source`, url: null, publisher: `${CANARY} autre éditeur`, date: null },
  ],
  access: 'members',
};

/** Serialises, with maps as arrays, which JSON would leave empty. */
function serialize(value: unknown): string {
  return JSON.stringify(value, (_, part) => (part instanceof Map ? [...part] : part));
}

export function describeMembersOnly(subject: StoreSubject): void {
  describe('a members’ experience', () => {
    const readAsPublic = async () => ({
      version: await subject.store.currentVersion('public'),
      snapshot: await subject.store.loadSnapshot('public'),
      retrieved: await subject.retrieve(
        question({ embedding: vectorOf(0, 1), lexical: sparseOf({ 0: 1, 5: 1 }) }),
        'public',
      ),
      contents: await subject.store.readContents(['open', PRIVATE_ID], vectorOf(0, 1), 'public'),
      found: await subject.store.findById(PRIVATE_ID, 'public'),
      listed: await subject.search(listing({ limit: 100 }), 'public'),
      searched: await subject.search(
        listing({ concepts: conceptsOf('recyclerie secret'), sort: 'relevance' }),
        'public',
      ),
      byTheme: await subject.search(listing({ filter: { themes: [`${CANARY}-theme`] } }), 'public'),
      bySharedTheme: await subject.search(listing({ filter: { themes: ['alimentation'] } }), 'public'),
      byLever: await subject.search(listing({ filter: { levers: [`${CANARY}-lever`] } }), 'public'),
      byRegion: await subject.search(listing({ filter: { region: `${CANARY}-r` } }), 'public'),
      byDepartment: await subject.search(listing({ filter: { department: `${CANARY}-d` } }), 'public'),
      byKind: await subject.search(listing({ filter: { kind: 'pays' } }), 'public'),
      byYear: await subject.search(listing({ filter: { year: 1901 } }), 'public'),
      bySetting: await subject.search(listing({ filter: { setting: 'mixed' } }), 'public'),
      places: await subject.store.listPlaces('pays', 'public'),
      ids: (await subject.store.listIds(100, 'public')).items.map(({ id }) => id),
      inBulk: (await subject.store.listAfter(null, 100, 'public')).items.map(({ experience: { id } }) => id),
      neighbours: await subject.store.findSimilar('open', 10, 'public'),
      itsNeighbours: await subject.store.findSimilar(PRIVATE_ID, 10, 'public'),
      edited: await subject.imports.loadFiche(PRIVATE_ID, { audience: 'public', mayEdit: true }),
    });

    beforeEach(async () => {
      await subject.writer.startWith(newRecipe());
      await subject.save({ id: 'open' }, { embeddings: [vectorOf(1)], texts: bodyOf('recyclerie') });
      await subject.save({ id: 'other' }, { embeddings: [vectorOf(1, 2)] });
    });

    it('leaves no trace in anything that the public reads', async () => {
      const without = await readAsPublic();
      // The best match of every question, read by members first, so that any cache holds it.
      await subject.writer.save(
        indexed(secret, {
          contentHash: CANARY,
          embeddings: [vectorOf(0, 1)],
          lexical: sparseOf({ 0: 9, 5: 9 }),
          texts: bodyOf('recyclerie secret'),
        }),
      );
      await subject.answer(question({ embedding: vectorOf(0, 1) }), 'members');
      const withSecret = await readAsPublic();

      expect(serialize(withSecret)).not.toContain(CANARY);
      expect(withSecret).toEqual(without);
      expect(withSecret.found).toEqual(await subject.store.findById('no such id', 'public'));
      expect(withSecret.itsNeighbours).toEqual(await subject.store.findSimilar('no such id', 10, 'public'));
    });

    it('is read by members everywhere', async () => {
      await subject.writer.save(
        indexed(secret, {
          embeddings: [vectorOf(0, 1)],
          lexical: sparseOf({ 5: 9 }),
          texts: bodyOf('recyclerie secret'),
        }),
      );
      const answer = await subject.answer(question({ embedding: vectorOf(0, 1), depth: 1 }), 'members');
      expect(answer.map(({ experience: found }) => found)).toEqual([secret]);
      expect(await subject.store.findById(PRIVATE_ID, 'members')).toEqual(secret);
      const page = await subject.search(listing({ concepts: conceptsOf('recyclerie secret') }), 'members');
      expect(page).toMatchObject({ items: [secret], total: 1 });
      expect(page.facets.departments).toEqual(new Map([[`${CANARY}-d`, 1]]));
      expect((await subject.store.findSimilar('other', 1, 'members'))?.[0]?.experience).toEqual(secret);
      expect((await subject.store.loadSnapshot('members'))?.experienceCount).toBe(3);
    });

    it('disappears at once for the public when it becomes members-only', async () => {
      const opened: Experience = { ...secret, access: 'public' };
      const content = { embeddings: [vectorOf(0, 1)], lexical: sparseOf({ 5: 9 }) };
      await subject.writer.save(indexed(opened, { ...content, contentHash: 'opened' }));
      const request = question({ embedding: vectorOf(0, 1), depth: 1 });
      expect(serialize(await subject.answer(request, 'public'))).toContain(CANARY);
      await subject.writer.save(indexed(secret, { ...content, contentHash: 'closed' }));
      expect(serialize(await readAsPublic())).not.toContain(CANARY);
    });

    it('does not appear in the errors of the store', async () => {
      const broken = indexed(secret, { embeddings: [new Float32Array(3)] });
      const error = await subject.writer.save(broken).catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(Error);
      const text = error instanceof Error ? `${error.message} ${error.stack} ${JSON.stringify(error)}` : '';
      expect(text).not.toContain(CANARY);
    });
  });
}
