import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseVectorText, toSparseVectorText, toVectorText } from './columns.ts';

it('writes a dense vector without loss', () => {
  const value = fc.float({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Object.is(x, -0));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const vector = Float32Array.from(values);
      expect(parseVectorText(toVectorText(vector))).toEqual(vector);
    }),
  );
});

it('writes a sparse vector with indices from 1, in single precision, without zeros', () => {
  const vector = new Map([
    [262_143, 2],
    [0, 0.1],
    [7, 1e-60],
  ]);
  expect(toSparseVectorText(vector, 262_144)).toBe(`{262144:2,1:${Math.fround(0.1)}}/262144`);
  expect(toSparseVectorText(new Map(), 262_144)).toBe('{}/262144');
});
