import { beforeEach, describe, expect, it } from 'vitest';
import { traitsOf } from '../../src/domain/matching/retrieval.ts';
import {
  experience,
  indexed,
  listing,
  newRecipe,
  question,
  sparseOf,
  territory,
  vectorOf,
} from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

export function describeWriting(subject: StoreSubject): void {
  describe('writing', () => {
    beforeEach(() => subject.writer.startWith(newRecipe()));

    it('reads an experience back unchanged', async () => {
      const document = experience({
        id: 'toute-en-details',
        title: `L'été « à 100 % » \\ "guillemets" {accolades} 🌻 %s $1 ; drop table experiences --`,
        territories: [territory(), territory({ code: null, kind: 'pays', department: null, region: null })],
        setting: null,
        year: null,
        figures: [
          { label: 'part', value: 0.1 + 0.2, unit: '%', role: 'other', period: null, sentence: null },
        ],
      });
      await subject.writer.save(indexed(document));
      expect(await subject.store.findById(document.id, 'public')).toEqual(document);
    });

    it('accepts any text as an id', async () => {
      const ids = ["l'id", '"', '\\', '🌻', '{}', '%', '$1', ' ', 'é', 'e\u0301'];
      for (const id of ids) await subject.save({ id }, { contentHash: `hash ${id}` });
      for (const id of ids) expect((await subject.store.findById(id, 'public'))?.id).toBe(id);
      expect(await subject.writer.listContentHashes()).toEqual(new Map(ids.map((id) => [id, `hash ${id}`])));
      await subject.writer.remove(["l'id", '🌻', 'absent']);
      expect((await subject.writer.listContentHashes()).size).toBe(ids.length - 2);
    });

    it.each([
      ['a NUL character', 'nul\0'],
      ['half of a surrogate pair', 'moitié \ud83c'],
    ])('refuses %s, and says where it stands', async (_, text) => {
      const document = experience({ id: 'a', actors: ['bon', text] });
      await expect(subject.writer.save(indexed(document))).rejects.toMatchObject({
        code: 'corpus-invalid',
        details: { problems: expect.arrayContaining([expect.stringContaining('experience.actors.1')]) },
      });
      const { passages, ...rest } = indexed(experience({ id: 'a' }));
      const [card] = passages;
      if (card === undefined) throw new Error('a sample has a card');
      const broken = { ...rest, passages: [{ ...card, passage: { ...card.passage, quote: text } }] };
      await expect(subject.writer.save(broken)).rejects.toMatchObject({ code: 'corpus-invalid' });
      expect(await subject.writer.listContentHashes()).toEqual(new Map());
    });

    it('finds nothing under an id or a filter that no database can store', async () => {
      await subject.save({ id: 'a' });
      expect(await subject.store.findById('a\0', 'members')).toBeNull();
      expect(await subject.store.findById('\ud83c', 'members')).toBeNull();
      expect(await subject.store.findSimilar('a\0', 5, 'members')).toBeNull();
      const page = await subject.search(listing({ filter: { themes: ['alimentation\0'] } }), 'members');
      expect(page).toMatchObject({ items: [], total: 0, next: null });
    });

    it('replaces an experience, its passages and its terms', async () => {
      const before = experience({ id: 'a', access: 'public', themes: ['numerique'] });
      await subject.writer.save(
        indexed(before, { embeddings: [vectorOf(1), vectorOf(2), vectorOf(3)], lexical: sparseOf({ 7: 2 }) }),
      );
      const after = experience({ id: 'a', title: 'Nouveau titre', themes: ['alimentation'] });
      await subject.writer.save(
        indexed(after, { contentHash: 'other', embeddings: [vectorOf(0, 1)], lexical: sparseOf({ 9: 2 }) }),
      );

      expect(await subject.store.findById('a', 'public')).toEqual(after);
      expect(await subject.writer.listContentHashes()).toEqual(new Map([['a', 'other']]));
      const request = question({ embedding: vectorOf(1), lexical: sparseOf({ 7: 1, 9: 1 }) });
      expect(await subject.retrieve(request, 'public')).toEqual([
        { experience: traitsOf(after), cosine: 0, lexical: 2, precedents: 0 },
      ]);
      expect(await subject.answer(request, 'public')).toEqual([
        {
          experience: after,
          changedAt: expect.any(String),
          passages: [{ ordinal: 0, quote: 'Citation 0 de a', cosine: 0 }],
        },
      ]);
      const { facets } = await subject.search(listing(), 'public');
      expect(facets.themes).toEqual(new Map([['alimentation', 1]]));
    });

    it('writes an experience atomically', async () => {
      const before = experience({ id: 'a' });
      await subject.writer.save(indexed(before));
      const after = indexed(experience({ id: 'a', title: 'Nouveau titre' }), {
        contentHash: 'other',
        embeddings: [vectorOf(1), new Float32Array(3)],
      });
      await expect(subject.writer.save(after)).rejects.toThrow('384');
      expect(await subject.store.findById('a', 'public')).toEqual(before);
      expect(await subject.writer.listContentHashes()).toEqual(new Map([['a', 'hash']]));
    });

    it('deletes removed experiences, passages included', async () => {
      await subject.save({ id: 'a' });
      await subject.save({ id: 'b' });
      await subject.writer.remove(['a']);
      expect(await subject.store.findById('a', 'members')).toBeNull();
      const candidates = await subject.retrieve(question({ embedding: vectorOf(1) }), 'members');
      expect(candidates.map(({ experience: found }) => found.id)).toEqual(['b']);
    });

    it('stores weights in single precision, without those that round to zero', async () => {
      await subject.save({ id: 'a' }, { lexical: sparseOf({ 3: 0.1, 5: 1e-60 }) });
      const find = (dimension: number) =>
        subject.retrieve(question({ lexical: sparseOf({ [dimension]: 1 }) }), 'public');
      expect((await find(3))[0]?.lexical).toBe(Math.fround(0.1));
      expect((await find(5))[0]?.lexical).toBe(0);
    });
  });
}
