import fc from 'fast-check';
import { expect, it } from 'vitest';
import { positionsOfBest } from './select-best.ts';

it('gives the positions of the highest scores above a floor, with all that tie with the last one', () => {
  const scores = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN)), {
    maxLength: 40,
  });
  const floors = fc.constantFrom(Number.NEGATIVE_INFINITY, 0);
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 12 }), floors, (given, count, floor) => {
      const above = given.filter((score) => score > floor).sort((a, b) => b - a);
      const last = above[Math.min(count, above.length) - 1] ?? Number.POSITIVE_INFINITY;
      const expected = [...given.keys()].filter((position) => (given[position] ?? Number.NaN) >= last);
      expect(positionsOfBest(Float64Array.from(given), count, floor)).toEqual(expected);
    }),
  );
});
