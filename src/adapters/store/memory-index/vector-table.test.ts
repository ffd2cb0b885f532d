import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createVectorTable } from './vector-table.ts';

const WIDTH = 32;

const vectors = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: WIDTH, maxLength: WIDTH })
  .filter((components) => Math.hypot(...components) > 1e-3)
  .map((components) => Float32Array.from(components));

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

it('gives the cosine of every row, in their order', () => {
  fc.assert(
    fc.property(fc.array(vectors, { maxLength: 20 }), vectors, (rows, question) => {
      const table = createVectorTable(WIDTH);
      for (const [position, row] of rows.entries()) expect(table.append(row)).toBe(position);
      const found = [...table.cosines(question)];
      expect(found).toHaveLength(rows.length);
      for (const [position, row] of rows.entries()) {
        expect(found[position]).toBeCloseTo(cosine(row, question), 5);
      }
    }),
  );
});

it('keeps what it holds when it grows, beyond one block of rows', () => {
  const table = createVectorTable(WIDTH);
  const direction = (n: number) => Float32Array.from({ length: WIDTH }, (_, i) => Math.sin(n + i));
  const count = 10_000;
  for (let n = 0; n < count; n += 1) table.append(direction(n));
  for (const n of [0, 4_095, 4_096, count - 1]) {
    expect(table.vectorAt(n)).toEqual(direction(n));
    expect(table.cosines(direction(n))[n]).toBeCloseTo(1, 6);
  }
});

it('refuses a vector of another width', () => {
  expect(() => createVectorTable(WIDTH).append(new Float32Array(WIDTH + 1))).toThrow(TypeError);
});
