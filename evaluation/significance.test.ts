import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePaired } from './significance.ts';

const values = fc.double({ min: 0, max: 1, noNaN: true });
const pairs = fc.array(fc.tuple(values, values), { minLength: 1, maxLength: 12 });

describe('comparePaired', () => {
  it('finds nothing where nothing differs', () => {
    expect(
      comparePaired([
        [0.3, 0.3],
        [1, 1],
      ]),
    ).toEqual({ difference: 0, pValue: 1, count: 2 });
  });

  it('comes near the exact probability, worked out over all the signs', () => {
    // Six times the same sign: 2 of the 64 assignments are as large.
    const always = comparePaired(Array.from({ length: 6 }, () => [0.9, 0.4] as const));
    expect(always.difference).toBeCloseTo(0.5);
    expect(always.pValue).toBeCloseTo(2 / 64, 2);
    // 0.1, 0.2, 0.3 and −0.4: |sum| ≥ 0.2 in 14 of the 16 assignments.
    const mixed = comparePaired([
      [0.1, 0],
      [0.2, 0],
      [0.3, 0],
      [0, 0.4],
    ]);
    expect(mixed.difference).toBeCloseTo(0.05);
    expect(mixed.pValue).toBeCloseTo(14 / 16, 2);
  });

  it('does not depend on which engine comes first, and does not move between runs', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const forth = comparePaired(given);
        const back = comparePaired(given.map(([one, other]) => [other, one] as const));
        expect(back.pValue).toBe(forth.pValue);
        expect(back.difference).toBeCloseTo(-forth.difference, 12);
        expect(comparePaired(given)).toEqual(forth);
      }),
      { numRuns: 20 },
    );
  });
});
