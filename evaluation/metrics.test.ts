import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate, ndcg, precision, recall, reciprocalRank, relevantIds } from './metrics.ts';

const grades = new Map([
  ['a', 3],
  ['b', 2],
  ['c', 1],
]);

describe('ndcg', () => {
  it('is 1 for the ideal order and falls when a better experience comes later', () => {
    expect(ndcg(['a', 'b', 'c'], grades, 5)).toBe(1);
    expect(ndcg(['b', 'a', 'c'], grades, 5)).toBeLessThan(1);
  });

  it('agrees with the formula worked out by hand', () => {
    const gained = 3 / Math.log2(3);
    const ideal = 7 + 3 / Math.log2(3) + 1 / 2;
    expect(ndcg(['x', 'b'], grades, 5)).toBeCloseTo(gained / ideal, 12);
  });

  it('stays between 0 and 1 for any list without repetition', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
        fc.integer({ min: 1, max: 6 }),
        (ids, depth) => {
          const value = ndcg(ids, grades, depth);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        },
      ),
    );
  });
});

describe('recall, precision and reciprocal rank', () => {
  const wanted = relevantIds(grades);

  it('count the experiences of grade 1.5 and more', () => {
    expect([...wanted]).toEqual(['a', 'b']);
    expect(recall(['c', 'b'], wanted, 10)).toBe(0.5);
    expect(precision(['a', 'x'], wanted, 3)).toBeCloseTo(1 / 3);
    expect(reciprocalRank(['x', 'c', 'b'], wanted)).toBeCloseTo(1 / 3);
    expect(reciprocalRank(['x'], wanted)).toBe(0);
  });
});

describe('estimate', () => {
  it('encloses the mean and does not move between runs', () => {
    const values = [0, 0.2, 0.9, 1, 0.5, 0.4];
    const first = estimate(values);
    expect(first.mean).toBeCloseTo(0.5);
    expect(first.low).toBeLessThan(0.5);
    expect(first.high).toBeGreaterThan(0.5);
    expect(estimate(values)).toEqual(first);
  });
});
