import { describe, expect, it } from 'vitest';
import { quantile, spreadOf } from './statistics.ts';

describe('quantile', () => {
  it('stands between the two nearest values', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 0], 0.95)).toBeCloseTo(9.5);
    expect(quantile([7], 0.95)).toBe(7);
  });

  it('says that there is nothing to measure', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});

it('a spread says of how many values it is', () => {
  expect(spreadOf([1, 2, 3])).toMatchObject({ p50: 2, count: 3 });
});
