import { expect, it } from 'vitest';
import { toSparseVectorText, toVectorText } from './vector-text.ts';

it('writes a dense vector', () => {
  expect(toVectorText(Float32Array.of(0.5, -1, 0))).toBe('[0.5,-1,0]');
});

it('writes a sparse vector with ascending indices from 1, in single precision, without zeros', () => {
  const vector = new Map([
    [262_143, 2],
    [0, 0.1],
    [7, 1e-60],
  ]);
  expect(toSparseVectorText(vector)).toBe(`{1:${Math.fround(0.1)},262144:2}/262144`);
  expect(toSparseVectorText(new Map())).toBe('{}/262144');
});
