import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot } from './linear-head.ts';
import { createPrecedents, gainOf, type Precedent } from './precedents.ts';
import type { SparseVector } from './retrieval.ts';

function unit(...values: readonly number[]): Float32Array {
  const length = Math.hypot(...values) || 1;
  return Float32Array.from(values, (value) => value / length);
}

/** Experiences that were read for every precedent. */
const READ = new Set(['tremargat', 'roue-libre']);

function precedent(id: string, vector: Float32Array, given: Partial<Precedent> = {}): Precedent {
  return {
    id,
    vector,
    stems: [id],
    asker: null,
    grades: new Map(),
    read: READ,
    vouched: [],
    isAnswered: (given.grades?.size ?? 0) > 0,
    levers: [],
    ...given,
  };
}

const expectedGain = (weights: SparseVector, gains: SparseVector) =>
  [...weights].reduce((sum, [dimension, weight]) => sum + weight * (gains.get(dimension) ?? 0), 0);

const GROCERY = unit(1, 0.1, 0);
const BICYCLE = unit(0, 1, 0.1);
const CINEMA = unit(0.1, 0, 1);
const MEMORY = createPrecedents(
  [
    precedent('epicerie', GROCERY, {
      grades: new Map([['tremargat', 3]]),
      levers: ['locaux', 'subvention'],
      asker: 'village',
    }),
    precedent('velo', BICYCLE, {
      grades: new Map([['roue-libre', 2]]),
      levers: ['commande-publique'],
      asker: 'city',
    }),
    precedent('cinema', CINEMA, { levers: ['locaux'], asker: 'village' }),
  ],
  'v1',
);
const JUDGED = { embeddings: [], lexical: new Map() };
const tremargat = MEMORY.gainsOf({ id: 'tremargat', ...JUDGED });
const rouelibre = MEMORY.gainsOf({ id: 'roue-libre', ...JUDGED });

describe('precedents', () => {
  it('expect of an experience what was found useful for like requests', () => {
    const { weights } = MEMORY.recall({ vector: GROCERY, stems: ['epicerie'], asker: null });
    expect(expectedGain(weights, tremargat)).toBeGreaterThan(0.6);
    expect(expectedGain(weights, rouelibre)).toBeLessThan(0.1);
    const other = MEMORY.recall({ vector: BICYCLE, stems: [], asker: null });
    expect(expectedGain(other.weights, rouelibre)).toBeGreaterThan(expectedGain(other.weights, tremargat));
  });

  it('advise the levers of like requests, and what is usual for who asks', () => {
    const asked = (vector: Float32Array, asker: Precedent['asker']) =>
      MEMORY.recall({ vector, stems: [], asker }).advice;
    expect(asked(GROCERY, null).get('locaux')?.text).toBeGreaterThan(
      asked(BICYCLE, null).get('locaux')?.text ?? 0,
    );
    expect(asked(GROCERY, 'village').get('locaux')?.asker).toBeGreaterThan(0);
    expect(asked(GROCERY, 'city').get('locaux')?.asker).toBeLessThan(0);
    expect(asked(GROCERY, null).get('locaux')?.asker).toBe(0);
  });

  it('answer without those left out', () => {
    const { weights } = MEMORY.recall(
      { vector: GROCERY, stems: ['epicerie'], asker: null },
      (id) => id !== 'epicerie',
    );
    expect(expectedGain(weights, tremargat)).toBe(0);
  });

  it('know a question like them, and whether an experience was useful to those', () => {
    const recall = (vector: Float32Array) => MEMORY.recall({ vector, stems: [], asker: null });
    expect(recall(CINEMA).familiarity).toBeGreaterThan(recall(unit(-1, -1, -1)).familiarity);
    expect(recall(CINEMA).unanswered).toBeGreaterThan(recall(GROCERY).unanswered + 0.4);
  });

  it('expect more of an unjudged experience, the more it is like the precedent in meaning and words', () => {
    const gain = (id: string, vector: Float32Array) => {
      const { weights } = MEMORY.recall({ vector: GROCERY, stems: ['epicerie'], asker: null });
      return expectedGain(weights, MEMORY.gainsOf({ id, embeddings: [vector], lexical: new Map() }));
    };
    expect(gain('nouvelle', GROCERY)).toBeGreaterThan(gain('autre', CINEMA));
  });

  it('say nothing without a judged request', () => {
    const nothing = createPrecedents([], 'none').recall({ vector: GROCERY, stems: ['e'], asker: 'city' });
    expect(nothing).toMatchObject({ familiarity: 0, unanswered: 0 });
    expect([nothing.weights.size, nothing.advice.size]).toEqual([0, 0]);
  });

  it('solve the regression: each weighted likeness, with the ridge, is the likeness to the question', () => {
    const vectorArb = fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
      .filter((values) => Math.hypot(...values) > 0.1)
      .map((values) => unit(...values));
    fc.assert(
      fc.property(fc.array(vectorArb, { minLength: 2, maxLength: 20 }), vectorArb, (vectors, question) => {
        const memory = createPrecedents(
          vectors.map((vector, i) =>
            precedent(`p${i}`, vector, { stems: [], grades: new Map([[`e${i}`, 3]]) }),
          ),
          'v',
        );
        const { weights } = memory.recall({ vector: question, stems: [], asker: null });
        const mean = vectors[0]?.map(
          (_, i) => vectors.reduce((sum, v) => sum + (v[i] ?? 0), 0) / vectors.length,
        );
        const centre = (vector: Float32Array) => unit(...vector.map((value, i) => value - (mean?.[i] ?? 0)));
        const likeness = (a: Float32Array, b: Float32Array) =>
          Math.exp((dot(centre(a), centre(b)) - 1) / 0.4);
        const a = vectors.map(
          (_, i) => expectedGain(weights, memory.gainsOf({ id: `e${i}`, ...JUDGED })) / gainOf(3),
        );
        for (const [i, vector] of vectors.entries()) {
          const told = vectors.reduce((sum, other, j) => sum + (a[j] ?? 0) * likeness(vector, other), 0);
          expect(told + 0.5 * (a[i] ?? 0)).toBeCloseTo(likeness(vector, question), 3);
        }
      }),
    );
  });
});
