import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/domain/matching/retrieval.ts';
import { compareIds, retrieveNaively } from './retrieval-reference.ts';
import { experience, indexed, newRecipe, question, sparseOf, vectorOf } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

/** Small integers in few dimensions: exact in single precision, and rich in ties. */
const vectors = fc
  .array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 })
  .filter((components) => components.some((component) => component !== 0))
  .map((components) => vectorOf(...components));

const sparseVectors = fc
  .dictionary(
    fc.constantFrom('0', '1', '261', '262143'),
    fc.integer({ min: 1, max: 8 }).map((n) => n / 4),
    {
      noNullPrototype: true,
    },
  )
  .map((weights) => sparseOf(weights));

const stored = fc.uniqueArray(
  fc.record({
    id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }).filter((id) => !id.includes('\0')),
    access: fc.constantFrom('public' as const, 'members' as const),
    embeddings: fc.array(vectors, { maxLength: 5 }),
    lexical: sparseVectors,
  }),
  { selector: ({ id }) => id, maxLength: 8 },
);

const requests = fc.record({
  embedding: fc.option(vectors),
  lexical: fc.option(sparseVectors),
  depth: fc.integer({ min: 1, max: 4 }),
});

function byId(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((a, b) => compareIds(a.experience.id, b.experience.id));
}

export function describeRetrieval(subject: StoreSubject): void {
  describe('retrieval', () => {
    beforeEach(() => subject.writer.startWith(newRecipe()));

    it('gives what the plainest implementation gives', async () => {
      await fc.assert(
        fc.asyncProperty(stored, fc.array(requests, { minLength: 1, maxLength: 4 }), async (given, asked) => {
          await subject.writer.startWith(newRecipe());
          const contents = given.map(({ id, access, ...content }) =>
            indexed(experience({ id, access }), content),
          );
          await subject.writer.save(...contents);
          for (const request of asked) {
            for (const audience of ['public', 'members'] as const) {
              const found = await subject.retrieve(request, audience);
              expect(byId(found)).toEqual(byId(retrieveNaively(contents, request, audience)));
            }
          }
        }),
        { numRuns: 40 },
      );
    });

    it('gives cosines and BM25 sums to five decimals for real vectors', async () => {
      const noise = (seed: number) =>
        Float32Array.from({ length: 384 }, (_, i) => Math.sin(seed * 7.3 + i * 1.7));
      const unit = (vector: Float32Array) => vector.map((x) => x / Math.hypot(...vector));
      const sparse = (seed: number) =>
        new Map(
          Array.from({ length: 150 }, (_, i) => [
            i * 1_700 + (i % (1 + (seed % 3))),
            0.2 + Math.sin(seed + i) ** 2,
          ]),
        );
      const contents = Array.from({ length: 12 }, (_, n) =>
        indexed(experience({ id: `e${n}` }), {
          embeddings: [unit(noise(n)), unit(noise(n + 100))],
          lexical: sparse(n),
        }),
      );
      await subject.writer.save(...contents);
      const request = question({ embedding: unit(noise(3.01)), lexical: sparse(3), depth: 20 });
      const found = byId(await subject.retrieve(request, 'public'));
      const expected = byId(retrieveNaively(contents, request, 'public'));
      expect(found.map(({ experience: { id } }) => id)).toEqual(expected.map(({ experience: { id } }) => id));
      for (const [i, { passages, lexical }] of found.entries()) {
        expect(lexical / (expected[i]?.lexical ?? Number.NaN)).toBeCloseTo(1, 5);
        for (const [j, { ordinal, cosine }] of passages.entries()) {
          expect(ordinal).toBe(expected[i]?.passages[j]?.ordinal);
          expect(cosine).toBeCloseTo(expected[i]?.passages[j]?.cosine ?? Number.NaN, 5);
        }
      }
    });

    it('gives the same answer whether the experiences were read before or not', async () => {
      const contents = ['a', 'b', 'c'].map((id, n) =>
        indexed(experience({ id }), { embeddings: [vectorOf(1, n)] }),
      );
      await subject.writer.save(...contents);
      const request = question({ embedding: vectorOf(1, 1) });
      const read = async () => byId(await subject.retrieve(request, 'public'));
      const first = await read();
      expect(first).toHaveLength(3);
      expect(await read()).toEqual(first);
      await subject.reopen();
      expect(await read()).toEqual(first);
    });

    it('finds the nearest cards, most similar first, ties by id, without itself', async () => {
      const cards = { target: [1, 0], far: [-1, 0], near: [3, 1], 'tie-b': [1, 1], 'tie-a': [1, 1] };
      for (const [id, components] of Object.entries(cards)) {
        // A second passage that only cards must outweigh.
        await subject.writer.save(
          indexed(experience({ id }), { embeddings: [vectorOf(...components), vectorOf(1)] }),
        );
      }
      await subject.writer.save(indexed(experience({ id: 'without a card' }), { embeddings: [] }));
      const found = await subject.store.findSimilar('target', 3, 'public');
      expect(found?.map(({ experience: { id } }) => id)).toEqual(['near', 'tie-a', 'tie-b']);
      expect(found?.[0]?.cosine).toBeCloseTo(3 / Math.sqrt(10), 6);
      expect(await subject.store.findSimilar('target', 10, 'public')).toHaveLength(4);
      expect(await subject.store.findSimilar('without a card', 3, 'public')).toEqual([]);
      expect(await subject.store.findSimilar('absent', 3, 'public')).toBeNull();
    });
  });
}
