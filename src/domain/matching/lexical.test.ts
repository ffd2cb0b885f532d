import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTerms } from '../../../test/fakes/term-statistics.ts';
import {
  buildLexicalQuery,
  dimensionOf,
  documentVector,
  type FieldTerms,
  inverseDocumentFrequency,
  K1,
} from './lexical.ts';
import { LEXICAL_DIMENSIONS, type SparseVector } from './retrieval.ts';

function document(fields: Partial<FieldTerms>): FieldTerms {
  return { title: [], labels: [], summary: [], uses: [], context: [], ...fields };
}

function innerProduct(a: SparseVector, b: SparseVector): number {
  return [...a].reduce((sum, [dimension, weight]) => sum + weight * (b.get(dimension) ?? 0), 0);
}

const stem = fc.constantFrom('epicer', 'recycler', 'ferm', 'vel', 'toit', 'cantin', 'solidair', 'commun');
const anyDocument = fc.record({
  title: fc.array(stem),
  labels: fc.array(stem),
  summary: fc.array(stem),
  uses: fc.array(stem),
  needs: fc.array(stem),
  context: fc.array(stem),
});

describe('BM25F as an inner product', () => {
  it('equals the textbook formula on one field', () => {
    const documents = [
      document({ summary: ['epicer', 'epicer', 'solidair'] }),
      document({ summary: ['ferm'] }),
      document({ summary: ['toit', 'commun'] }),
    ];
    const statistics = countTerms(documents);
    const [first] = documents;
    if (first === undefined) throw new Error('unreachable');
    const frequency = 2 / (1 - 0.75 + (0.75 * 3) / 58.647);
    const idf = Math.log(1 + (3 - 1 + 0.5) / (1 + 0.5));
    const expected = (idf * (frequency * (K1 + 1))) / (frequency + K1);
    const query = buildLexicalQuery(['epicer'], statistics);
    expect(innerProduct(documentVector(first), query.vector)).toBeCloseTo(expected, 12);
  });

  it('never exceeds the maximum of the question', () => {
    fc.assert(
      fc.property(
        fc.array(anyDocument, { minLength: 1, maxLength: 6 }),
        fc.array(stem),
        (documents, stems) => {
          const statistics = countTerms(documents);
          const query = buildLexicalQuery(stems, statistics);
          for (const candidate of documents) {
            const score = innerProduct(documentVector(candidate), query.vector);
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(query.maximum + 1e-9);
          }
        },
      ),
    );
  });

  it('counts a word of the title more than one of the summary', () => {
    const inTitle = document({ title: ['ferm'], summary: ['toit'] });
    const inSummary = document({ title: ['toit'], summary: ['ferm'] });
    const query = buildLexicalQuery(['ferm'], countTerms([inTitle, inSummary])).vector;
    expect(innerProduct(documentVector(inTitle), query)).toBeGreaterThan(
      innerProduct(documentVector(inSummary), query),
    );
  });

  it('gives rarer terms a higher idf', () => {
    const statistics = countTerms([
      document({ summary: ['commun', 'toit'] }),
      document({ summary: ['commun'] }),
      document({ summary: ['commun'] }),
    ]);
    expect(inverseDocumentFrequency('toit', statistics)).toBeGreaterThan(
      inverseDocumentFrequency('commun', statistics),
    );
    expect(inverseDocumentFrequency('absent', statistics)).toBeGreaterThan(
      inverseDocumentFrequency('toit', statistics),
    );
  });
});

describe('dimensionOf', () => {
  it('stays inside the lexical space for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const dimension = dimensionOf(text);
        expect(Number.isInteger(dimension)).toBe(true);
        expect(dimension).toBeGreaterThanOrEqual(0);
        expect(dimension).toBeLessThan(LEXICAL_DIMENSIONS);
      }),
    );
  });
});

describe('buildLexicalQuery', () => {
  const statistics = countTerms([
    document({ summary: ['commun', 'toit'] }),
    document({ summary: ['commun', 'ferm'] }),
    document({ summary: ['commun'] }),
  ]);

  it('does not depend on the order nor on repetitions', () => {
    const straight = buildLexicalQuery(['toit', 'commun', 'ferm'], statistics);
    const shuffled = buildLexicalQuery(['ferm', 'commun', 'toit', 'commun'], statistics);
    expect([...shuffled.vector]).toEqual([...straight.vector]);
    expect(shuffled.stems).toEqual(straight.stems);
  });

  it('separates the terms that single an experience out from those of every experience', () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      document({ summary: index === 0 ? ['commun', 'toit'] : ['commun'] }),
    );
    const query = buildLexicalQuery(['commun', 'toit'], countTerms(many));
    expect(query.stems).toEqual(['toit', 'commun']);
    expect(query.specificStems).toEqual(['toit']);
  });

  it('measures how much of the question the corpus knows', () => {
    expect(buildLexicalQuery(['toit', 'ferm'], statistics).coverage).toBe(1);
    expect(buildLexicalQuery(['lampadair'], statistics).coverage).toBe(0);
    expect(buildLexicalQuery([], statistics).coverage).toBe(0);
  });

  it('drops the commonest terms of a question that is too long, and unknown ones before them', () => {
    const unknown = Array.from({ length: 60 }, (_, index) => `inconnu${index}`);
    const { stems } = buildLexicalQuery(['commun', 'toit', ...unknown], statistics);
    expect(stems).toContain('toit');
    expect(stems).toContain('commun');
    expect(stems.join('').length).toBeLessThanOrEqual(300);
  });
});
