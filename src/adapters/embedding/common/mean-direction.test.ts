import { describe, expect, it } from 'vitest';
import { meanDirection } from './mean-direction.ts';

describe('the mean direction of vectors', () => {
  it('has length 1 and points between them', () => {
    const direction = meanDirection([Float32Array.of(2, 0), Float32Array.of(0, 2)]);
    expect(direction[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(direction[1]).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it('gives each vector the weight of its length', () => {
    expect([...meanDirection([Float32Array.of(0, 1), Float32Array.of(3, 3)])]).toEqual([
      expect.closeTo(0.6, 6),
      expect.closeTo(0.8, 6),
    ]);
  });

  it('refuses a mean that is zero or not finite', () => {
    expect(() => meanDirection([Float32Array.of(1, 0), Float32Array.of(-1, 0)])).toThrow();
    expect(() => meanDirection([Float32Array.of(Number.NaN, 0)])).toThrow();
    expect(() => meanDirection([Float32Array.of(Number.POSITIVE_INFINITY, 0)])).toThrow();
  });
});
