import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom, shuffle } from './randomness.ts';

it('shuffles without losing nor repeating anything, the same way for the same seed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
      const shuffled = shuffle(items, seededRandom(seed));
      expect(shuffled.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
      expect(shuffle(items, seededRandom(seed))).toEqual(shuffled);
    }),
  );
});

it('puts each item at each place about as often', () => {
  const random = seededRandom(7);
  const firsts = Array.from({ length: 6_000 }, () => shuffle(['a', 'b', 'c'], random)[0]);
  for (const item of ['a', 'b', 'c']) {
    expect(firsts.filter((first) => first === item).length / 6_000).toBeCloseTo(1 / 3, 1);
  }
});
