import { describe, expect, it } from 'vitest';
import { toUnitVector } from './unit-vector.ts';

describe('a received vector', () => {
  it('has length 1', () => {
    expect(toUnitVector([3, 4], 2)).toEqual(Float32Array.of(0.6, 0.8));
  });

  it('keeps its bits when it already has length 1', () => {
    const vector = Float32Array.of(0.6, 0.8);
    expect(toUnitVector([...vector], 2)).toEqual(vector);
  });

  it.each([
    [[1]],
    [[1, 0, 0]],
    [[0, 0]],
    [[Number.NaN, 1]],
    [[Number.POSITIVE_INFINITY, 1]],
    [[1e308, 1e308]],
  ])('is refused when its coordinates are %j', (coordinates) => {
    expect(() => toUnitVector(coordinates, 2)).toThrow(RangeError);
  });
});
