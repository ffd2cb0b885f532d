import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { GrowingArray } from './growing-array.ts';

/** Rows whose products are computed in one call. */
const BLOCK_ROWS = 4_096;
const FLOAT_BYTES = 4;
const PAGE_BYTES = 65_536;

const kernelSchema = z.object({
  dotProducts: z.custom<(query: number, row: number, end: number, width: number, result: number) => void>(
    (value) => typeof value === 'function',
  ),
});

const kernel = new WebAssembly.Module(readFileSync(new URL('./dot-products.wasm', import.meta.url)));

/** Vectors of one length, compared with a question all at once. Rows are only added. */
export interface VectorTable {
  /** @returns the row it takes, from 0 */
  append(vector: Float32Array): number;
  vectorAt(row: number): Float32Array;
  /** Of each row with the question, in [-1, 1]; valid until the next call. */
  cosines(question: Float32Array): Float64Array;
}

/**
 * Keeps the vectors in WebAssembly's memory, where its SIMD instructions reach them: a scan costs less
 * than a walk of an approximate index, and misses nothing. One memory holds at most 4 GiB.
 * @param width components of a vector: a multiple of 16
 */
export function createVectorTable(width: number): VectorTable {
  const rowBytes = width * FLOAT_BYTES;
  const resultsAt = rowBytes;
  const rowsAt = Math.ceil((resultsAt + BLOCK_ROWS * FLOAT_BYTES) / PAGE_BYTES) * PAGE_BYTES;
  const memory = new WebAssembly.Memory({ initial: rowsAt / PAGE_BYTES });
  const { dotProducts } = kernelSchema.parse(new WebAssembly.Instance(kernel, { table: { memory } }).exports);
  const squaredNorms = new GrowingArray((length) => new Float64Array(length));
  let cosines = new Float64Array(0);

  const floats = (at: number, count: number) => new Float32Array(memory.buffer, at, count);
  const addressOf = (row: number) => rowsAt + row * rowBytes;

  function makeRoom(bytes: number): void {
    const has = memory.buffer.byteLength;
    if (bytes <= has) return;
    // By a quarter at least: each growth moves everything.
    memory.grow(Math.ceil((Math.max(bytes, has * 1.25) - has) / PAGE_BYTES));
  }

  return {
    append(vector) {
      if (vector.length !== width)
        throw new TypeError(`a vector of ${vector.length} where ${width} are kept`);
      const row = squaredNorms.length;
      makeRoom(addressOf(row + 1));
      floats(addressOf(row), width).set(vector);
      squaredNorms.push(squaredNorm(vector));
      return row;
    },
    vectorAt: (row) => floats(addressOf(row), width),
    cosines(question) {
      const rows = squaredNorms.length;
      if (cosines.length < rows) cosines = new Float64Array(Math.ceil(rows * 1.25));
      const questionNorm = squaredNorm(question);
      const norms = squaredNorms.values;
      floats(0, width).set(question);
      for (let start = 0; start < rows; start += BLOCK_ROWS) {
        const count = Math.min(BLOCK_ROWS, rows - start);
        dotProducts(0, addressOf(start), addressOf(start + count), rowBytes, resultsAt);
        const products = floats(resultsAt, count);
        for (let i = 0; i < count; i += 1) {
          const scale = Math.sqrt(questionNorm * (norms[start + i] ?? 0));
          // A vector without length is like nothing.
          const similarity = scale === 0 ? 0 : (products[i] ?? 0) / scale;
          cosines[start + i] = Math.max(-1, Math.min(1, similarity));
        }
      }
      return cosines.subarray(0, rows);
    },
  };
}

function squaredNorm(vector: Float32Array): number {
  let sum = 0;
  for (const component of vector) sum += component * component;
  return sum;
}
