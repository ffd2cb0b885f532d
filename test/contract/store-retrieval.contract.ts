import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../evaluation/randomness.ts';
import { createProbeIndex } from '../../src/adapters/store/importing/probe-index.ts';
import type { Candidate } from '../../src/domain/matching/retrieval.ts';
import { compareIds, retrieveNaively } from './retrieval-reference.ts';
import { experience, indexed, newRecipe, question, sparseOf, vectorOf } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

/** Small integers in few dimensions: exact in single precision, with many ties. */
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

const requests = fc
  .record({ embedding: vectors, lexical: sparseVectors })
  .map(({ embedding, lexical }) => question({ embedding, lexical, depth: 160 }));

/** Sorts by id and rounds cosines to the precision of the column. */
function rounded(candidates: readonly Candidate[]): readonly unknown[] {
  return candidates
    .toSorted((a, b) => compareIds(a.experience.id, b.experience.id))
    .map(({ cosine, ...candidate }) => ({
      ...candidate,
      cosine: cosine === null ? null : Math.round(cosine * 1_000) + 0,
    }));
}

export function describeRetrieval(subject: StoreSubject): void {
  describe('retrieval', () => {
    beforeEach(() => subject.writer.startWith(newRecipe()));

    it('agrees with the reference implementation', async () => {
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
              expect(rounded(found)).toEqual(rounded(retrieveNaively(contents, request, audience)));
            }
          }
        }),
        { numRuns: 40 },
      );
    });

    it('finds the nearest passages, then the best experiences by words and by precedents, each with all scores', async () => {
      await subject.writer.save(
        indexed(experience({ id: 'near' }), {
          embeddings: [vectorOf(1, 5), vectorOf(1)],
          lexical: sparseOf({}),
        }),
        indexed(experience({ id: 'worded' }), {
          embeddings: [vectorOf(0, 1)],
          lexical: sparseOf({ 3: 2 }),
        }),
        indexed(experience({ id: 'less' }), { embeddings: [vectorOf(1, 3)], lexical: sparseOf({ 3: 1 }) }),
        indexed(experience({ id: 'judged' }), {
          embeddings: [vectorOf(0, 0, 1)],
          lexical: sparseOf({}),
          precedents: sparseOf({ 536870911: 0.5, 8: 1 }),
        }),
        indexed(experience({ id: 'useless' }), {
          embeddings: [vectorOf(-1)],
          lexical: sparseOf({}),
          precedents: sparseOf({ 8: 1 }),
        }),
        indexed(experience({ id: 'no anchor' }), {
          embeddings: [vectorOf(-1)],
          lexical: sparseOf({ 4: 9 }),
        }),
      );
      const lexical = sparseOf({ 3: 1, 4: 1 });
      const precedents = sparseOf({ 536870911: 0.75, 8: -0.125 });
      const request = question({ embedding: vectorOf(1), lexical, anchors: [3], precedents, depth: 1 });
      const found = await subject.retrieve(request, 'public');
      expect(new Map(found.map(({ experience: { id }, ...scores }) => [id, scores]))).toEqual(
        new Map([
          ['near', { cosine: 1, lexical: 0, precedents: 0 }],
          ['worded', { cosine: 0, lexical: 2, precedents: 0 }],
          ['judged', { cosine: 0, lexical: 0, precedents: 0.25 }],
        ]),
      );
    });

    it('gives cosines and BM25 sums close to the exact ones for real vectors', async () => {
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
      const request = question({ embedding: unit(noise(3.01)), lexical: sparse(3) });
      const found = await subject.retrieve(request, 'public');
      expect(found).toHaveLength(12);
      const expected = new Map(
        retrieveNaively(contents, request, 'public').map((candidate) => [candidate.experience.id, candidate]),
      );
      for (const {
        experience: { id },
        cosine,
        lexical,
      } of found) {
        expect(lexical / (expected.get(id)?.lexical ?? Number.NaN)).toBeCloseTo(1, 5);
        expect(cosine).toBeCloseTo(expected.get(id)?.cosine ?? Number.NaN, 3);
      }
    });

    it('reads the three passages nearest to the question of each chosen experience', async () => {
      const embeddings = [vectorOf(0, 1), vectorOf(1, 1), vectorOf(-1), vectorOf(1), vectorOf(1, 1)];
      await subject.save({ id: 'a' }, { embeddings });
      const { contents } = await subject.store.readContents(['a', 'absent'], vectorOf(1), 'public');
      expect([...contents.keys()]).toEqual(['a']);
      expect(contents.get('a')?.experience).toEqual(experience({ id: 'a' }));
      expect(contents.get('a')?.passages.map(({ ordinal, quote }) => [ordinal, quote])).toEqual([
        [3, 'Citation 3 de a'],
        [1, 'Citation 1 de a'],
        [4, 'Citation 4 de a'],
      ]);
    });

    describe('with 2,000 fiches of one text among forty others', () => {
      const random = seededRandom(7);
      const drawVector = () => Float32Array.from({ length: 384 }, () => random() - 0.5);
      const shared = drawVector();
      const others = Array.from({ length: 40 }, (_, n) =>
        indexed(experience({ id: `other-${n}` }), { embeddings: [drawVector()] }),
      );
      const [target = drawVector()] = others.flatMap(({ passages: [whole] }) => whole?.embedding ?? []);
      /** Ids of the forty, nearest to the first of them before. */
      const nearest = retrieveNaively(others, question({ embedding: target }), 'public')
        .toSorted((a, b) => (b.cosine ?? 0) - (a.cosine ?? 0))
        .map(({ experience: { id } }) => id);
      const idsOf = (found: readonly { readonly experience: { readonly id: string } }[]) =>
        found.map(({ experience: { id } }) => id);

      /** One change of them all: staging each would take longer than the test. */
      async function saveEqual(count: number): Promise<void> {
        const equal = Array.from({ length: count }, (_, n) =>
          indexed(experience({ id: `equal-${n}` }), { embeddings: [shared] }),
        );
        const change = { key: 'equal', contentHash: 'h', modelId: 'm', resource: null, experiences: equal };
        await subject.imports.stage('equal', change);
        await subject.writer.publish({ keys: ['equal'] }, 'equal');
      }

      const countIndexed = () =>
        subject.query(
          'select count(*)::int as passages, count(distinct digest)::int as vectors from passages where indexed',
        );

      it('says by probes how many neighbours the index finds', async () => {
        const probe = createProbeIndex(subject.connection);
        expect(await probe()).toBeNull();
        await saveEqual(2_000);
        expect(await probe()).toBe(1);
        // Cuts the graph: an entry for each passage.
        await subject.query('update passages set indexed = true');
        await subject.writer.save(...others);
        await subject.imports.settle();
        expect(await probe()).toBeLessThan(0.9);
      });

      it('finds the neighbours of each, and keeps the vector in the index until the last fiche of it goes', async () => {
        await subject.writer.save(...others.slice(20));
        await saveEqual(2_000);
        await subject.writer.save(...others.slice(0, 20));
        const similar = await subject.store.findSimilar('other-0', 9, 'public');
        expect(idsOf(similar ?? [])).toEqual(nearest.slice(1, 10));
        const near = await subject.retrieve(question({ embedding: target, depth: 10 }), 'public');
        expect(new Set(idsOf(near))).toEqual(new Set(nearest.slice(0, 10)));
        expect(await countIndexed()).toEqual([{ passages: 41, vectors: 41 }]);
        const equal = question({ embedding: shared, depth: 10 });
        for (const { cosine } of await subject.retrieve(equal, 'public')) expect(cosine).toBeCloseTo(1, 5);
        await subject.writer.remove(Array.from({ length: 1_999 }, (_, n) => `equal-${n}`));
        expect(idsOf(await subject.retrieve({ ...equal, depth: 1 }, 'public'))).toEqual(['equal-1999']);
        expect(await countIndexed()).toEqual([{ passages: 41, vectors: 41 }]);
        await subject.writer.remove(['equal-1999']);
        expect(await countIndexed()).toEqual([{ passages: 40, vectors: 40 }]);
      });
    });

    it('finds the nearest whole fiches, most similar first, ties by id, without itself', async () => {
      const cards = { target: [1, 0], far: [-1, 0], near: [3, 1], 'tie-b': [1, 1], 'tie-a': [1, 1] };
      for (const [id, components] of Object.entries(cards)) {
        // A nearer second passage, which must not count.
        await subject.save({ id }, { embeddings: [vectorOf(...components), vectorOf(1)] });
      }
      await subject.save({ id: 'without a card' }, { embeddings: [] });
      const found = await subject.store.findSimilar('target', 3, 'public');
      expect(found?.map(({ experience: { id } }) => id)).toEqual(['near', 'tie-a', 'tie-b']);
      expect(found?.[0]?.cosine).toBeCloseTo(3 / Math.sqrt(10), 3);
      expect(await subject.store.findSimilar('target', 10, 'public')).toHaveLength(4);
      expect(await subject.store.findSimilar('without a card', 3, 'public')).toEqual([]);
      expect(await subject.store.findSimilar('absent', 3, 'public')).toBeNull();
    });
  });
}
