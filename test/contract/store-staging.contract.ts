import { beforeEach, describe, expect, it } from 'vitest';
import { createCurrentIndex, readOneVersion } from '../../src/application/common/current-index.ts';
import { ficheKey, type StagedChange } from '../../src/ports/import-store.ts';
import { resource } from './resource-samples.ts';
import { experience, indexed, listing, newRecipe, question, vectorOf } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

function change(id: string, title: string): StagedChange {
  return {
    key: ficheKey(id),
    contentHash: title,
    modelId: 'm',
    resource: null,
    experiences: [indexed(experience({ id, title }))],
  };
}

export function describeStaging(subject: StoreSubject): void {
  const readEverything = async () => ({
    versions: [await subject.store.currentVersion('public'), await subject.store.currentVersion('members')],
    snapshot: await subject.store.loadSnapshot('members'),
    retrieved: await subject.store.retrieve(question({ embedding: vectorOf(1) }), 'members'),
    listed: await subject.store.search(listing({ limit: 100 }), 'members'),
    found: await subject.store.findById('new', 'members'),
    similar: await subject.store.findSimilar('a', 10, 'members'),
    state: await subject.imports.loadState(),
  });

  describe('staging', () => {
    beforeEach(async () => {
      await subject.writer.startWith(newRecipe());
      await subject.save({ id: 'a' });
    });

    it('is invisible to readers, and survives a close', async () => {
      const before = await readEverything();
      await subject.imports.stage('batch', change('new', 'Neuf'));
      await subject.imports.stage('batch', change('a', 'Changé'));
      await subject.imports.stage('other', change('new', 'Autre'));
      expect(await readEverything()).toEqual(before);
      await subject.reopen();
      expect(await readEverything()).toEqual(before);
      expect(await subject.imports.listStaged('batch')).toEqual(
        new Map([
          [ficheKey('new'), 'Neuf'],
          [ficheKey('a'), 'Changé'],
        ]),
      );
    });

    it('is published for the given keys, then deleted; other batches stay', async () => {
      for (const id of ['b', 'c', 'left-out'])
        await subject.imports.stage('batch', change(id, `Titre ${id}`));
      await subject.imports.stage('other', change('b', 'Autre'));
      await subject.writer.publish({ keys: ['b', 'c'].map(ficheKey), removed: ['a'] }, 'batch');
      expect([...(await subject.writer.listContentHashes()).keys()].sort()).toEqual(['b', 'c']);
      expect((await subject.store.findById('b', 'public'))?.title).toBe('Titre b');
      expect(await subject.imports.listStaged('batch')).toEqual(new Map());
      expect((await subject.imports.listStaged('other')).size).toBe(1);
    });

    it('is refused without loss when the store has changed since', async () => {
      const { revision } = await subject.imports.loadState();
      await subject.imports.stage('batch', change('b', 'Titre b'));
      await subject.save({ id: 'a', title: 'Corrigé entre-temps' });
      const before = await readEverything();
      const publication = {
        revision,
        keys: [ficheKey('b')],
        recipe: null,
        removed: ['a'],
        gone: [],
        corrections: [],
        judgments: [],
        audits: [{ actor: 'test', action: 'import', subject: 'test', before: null, after: null } as const],
        job: null,
        at: '2024-01-01T00:00:00.000Z',
      };
      expect(await subject.imports.publish('batch', publication)).toBe('stale');
      expect(await readEverything()).toEqual(before);
      expect((await subject.imports.listStaged('batch')).get(ficheKey('b'))).toBe('Titre b');
      const { revision: current } = await subject.imports.loadState();
      expect(await subject.imports.publish('batch', { ...publication, revision: current })).toBe('published');
      expect(await subject.store.findById('b', 'public')).not.toBeNull();
    });

    it('changes nothing when one of its changes cannot be applied', async () => {
      await subject.imports.stage('batch', change('b', 'Titre b'));
      // The resource of the change does not exist.
      const orphan = indexed(experience({ id: 'c' }), { origin: 'resource', resourceId: 'absent' });
      await subject.imports.stage('batch', { ...change('c', ''), experiences: [orphan] });
      const before = await readEverything();
      const keys = ['b', 'c'].map(ficheKey);
      await expect(
        subject.writer.publish({ keys, recipe: newRecipe(), removed: ['a'] }, 'batch'),
      ).rejects.toThrow('resource');
      expect(await readEverything()).toEqual(before);
      await subject.writer.publish({ keys: [ficheKey('b')] }, 'batch');
      expect(await subject.store.findById('b', 'public')).not.toBeNull();
    });

    it('deletes all batches when the recipe changes', async () => {
      await subject.imports.stage('other', change('b', 'Titre b'));
      await subject.writer.startWith(newRecipe());
      expect(await subject.imports.listStaged('other')).toEqual(new Map());
    });

    it('reads stored and staged vectors back unchanged', async () => {
      const recipe = newRecipe();
      await subject.writer.startWith(recipe);
      // Multiples of 1/1,024 up to 1, exact in half precision; `+ 0` removes the -0 that text does not keep.
      const vector = Float32Array.from(
        { length: 384 },
        (_, n) => Math.round(Math.sin(n) * 1_024) / 1_024 + 0,
      );
      await subject.save({ id: 'a' }, { embeddings: [vector] });
      const staged = indexed(experience({ id: 'b' }), { embeddings: [vectorOf(0.5, -0.125)] });
      await subject.imports.stage('batch', {
        ...change('b', ''),
        modelId: recipe.modelId,
        experiences: [staged],
      });
      const asked = { experienceIds: ['a', 'absent'], batch: 'batch', key: ficheKey('b') };
      const known = await subject.imports.loadEmbeddings({ ...asked, modelId: recipe.modelId });
      expect(known).toEqual(
        new Map([
          ['Passage 0 de a', vector],
          ['Passage 0 de b', vectorOf(0.5, -0.125)],
        ]),
      );
      expect(await subject.imports.loadEmbeddings({ ...asked, modelId: 'autre' })).toEqual(new Map());
    });

    it('keeps a resource, its source, and the time since when it is gone', async () => {
      const document = resource({ id: 'r', access: 'members' });
      const drawn = indexed(experience({ id: 'r-1', access: 'members', territories: [] }), {
        origin: 'resource',
        resourceId: 'r',
        evidence: [{ pointer: '/year', start: 0, end: 4, confidence: 0.5 }],
      });
      const row = { document, contentHash: 'h', goneSince: null };
      await subject.imports.stage('batch', {
        ...change('r-1', ''),
        key: 'resource:r',
        resource: row,
        experiences: [drawn],
      });
      await subject.writer.publish({ keys: ['resource:r'] }, 'batch');
      const source = {
        key: 'resource:r',
        origin: 'resource',
        resource: document,
        goneSince: null,
        experiences: [
          {
            draft: drawn.draft,
            evidence: drawn.evidence,
            confidence: null,
            status: 'published',
            byHand: false,
            rereading: null,
          },
        ],
      };
      expect(await subject.imports.loadSource('resource:r')).toEqual(source);
      await subject.writer.publish({ gone: ['r'], at: '2024-05-06T07:08:09.010Z' });
      await subject.writer.publish({ gone: ['r'], at: '2025-01-01T00:00:00.000Z' });
      expect((await subject.imports.loadState()).resources.get('r')).toEqual({
        contentHash: 'h',
        origin: document.listing.origin,
        goneSince: '2024-05-06T07:08:09.010Z',
      });
      expect(await subject.store.findById('r-1', 'members')).toEqual(drawn.experience);
      expect(await subject.imports.loadSource('resource:absent')).toBeNull();
      expect(await subject.imports.loadSource(ficheKey('r-1'))).toBeNull();
    });

    it('hides hidden experiences from all readers', async () => {
      const before = await readEverything();
      await subject.save({ id: 'new' }, { status: 'set-aside' });
      const { state, ...after } = await readEverything();
      const { state: _, ...seen } = before;
      expect(after).toEqual(seen);
      expect(state.experiences.has('new')).toBe(true);
      expect(await subject.store.findSimilar('new', 5, 'members')).toBeNull();
      const reader = { audience: 'members', mayEdit: false } as const;
      expect(await subject.imports.loadFiche('new', reader)).toBeNull();
      expect((await subject.imports.loadFiche('new', { ...reader, mayEdit: true }))?.status).toBe(
        'set-aside',
      );
    });
  });

  describe('readers during publications', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

    it('see the whole old index or the whole new one', async () => {
      const recipes = [newRecipe(), newRecipe()] as const;
      await subject.writer.startWith(recipes[0]);
      const states = ['ancien', 'nouveau'].map((title, n) =>
        ids.slice(0, 3 + 3 * n).map((id) => indexed(experience({ id, title, themes: [title] }))),
      );
      const [old = [], renewed = []] = states;
      await subject.writer.save(...old);
      const currentIndex = createCurrentIndex(subject.store);
      const seen = new Map<string, Set<string>>();
      let isWriting = true;

      const read = async () => {
        while (isWriting) {
          const { index, result } = await readOneVersion(currentIndex, 'public', () =>
            subject.store.retrieve(question({ embedding: vectorOf(1) }), 'public'),
          );
          const themes = result.candidates.flatMap(({ experience: found }) => found.themes);
          expect(themes).toHaveLength(index.experienceCount);
          expect(new Set(themes).size).toBe(1);
          expect([...index.themeCounts]).toEqual([[themes[0], themes.length]]);
          const { page } = await subject.store.search(listing({ limit: 100 }), 'public');
          expect(new Set(page.items.map(({ title }) => title)).size).toBe(1);
          expect(page.total).toBe(page.items[0]?.title === 'ancien' ? 3 : 6);
          seen.set(index.version, (seen.get(index.version) ?? new Set()).add(themes.join(' ')));
        }
      };
      const readers = Promise.all([read(), read(), read()]);
      for (let round = 0; round < 12; round += 1) {
        const next = round % 2 === 0 ? renewed : old;
        const batch = `round-${round}`;
        for (const one of next) {
          const key = ficheKey(one.experience.id);
          await subject.imports.stage(batch, { ...change('', ''), key, experiences: [one] });
        }
        const removed = round % 2 === 0 ? [] : ids.slice(3);
        const keys = next.map(({ experience: { id } }) => ficheKey(id));
        await subject.writer.publish({ keys, removed, recipe: recipes[round % 4 < 2 ? 0 : 1] }, batch);
      }
      isWriting = false;
      await readers;
      // A version identifies one content.
      for (const contents of seen.values()) expect(contents.size).toBe(1);
      expect(seen.size).toBeGreaterThan(1);
    });
  });
}
