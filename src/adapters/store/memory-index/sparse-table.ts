import type { SparseVector } from '../../../domain/matching/retrieval.ts';
import { GrowingArray } from './growing-array.ts';

/** A sparse vector as it is kept: dimensions in ascending order, and the weight of each. */
export interface SparseTerms {
  readonly dimensions: Int32Array;
  readonly weights: Float32Array;
}

/** Sparse vectors, compared with a question all at once. Rows are only added. */
export interface SparseTable {
  /** @returns the row it takes, from 0 */
  append(terms: SparseTerms): number;
  termsAt(row: number): SparseTerms;
  /** Inner product of each row with the question, negative ones as 0; valid until the next call. */
  products(question: SparseVector): Float64Array;
}

/** The rows that have one dimension, ascending, and the weight of each in it. */
interface Postings {
  readonly rows: GrowingArray<Int32Array>;
  readonly weights: GrowingArray<Float32Array>;
}

const integers = (length: number) => new Int32Array(length);
const singles = (length: number) => new Float32Array(length);
/** Most words are of few fiches. */
const FEW = 4;

/**
 * An inverted index: a question costs the rows that have its terms, and no others. Rows are kept one after the
 * other as well, since what is compacted is read from them. Weights have single precision, as in the database;
 * products are summed by ascending dimension, so that an index built another way gives the same bytes.
 */
export function createSparseTable(): SparseTable {
  const dimensions = new GrowingArray(integers);
  const weights = new GrowingArray(singles);
  const ends = new GrowingArray(integers);
  const postings = new Map<number, Postings>();
  let products = new Float64Array(0);

  function postingsOf(dimension: number): Postings {
    const known = postings.get(dimension);
    if (known !== undefined) return known;
    const created = { rows: new GrowingArray(integers, FEW), weights: new GrowingArray(singles, FEW) };
    postings.set(dimension, created);
    return created;
  }

  function addProducts(dimension: number, weight: number): void {
    const found = postings.get(dimension);
    if (found === undefined) return;
    const { length, values: rows } = found.rows;
    const weighed = found.weights.values;
    for (let i = 0; i < length; i += 1) {
      const row = rows[i] ?? 0;
      products[row] = (products[row] ?? 0) + (weighed[i] ?? 0) * weight;
    }
  }

  return {
    append(terms) {
      const row = ends.length;
      for (const [i, dimension] of terms.dimensions.entries()) {
        const weight = terms.weights[i] ?? 0;
        dimensions.push(dimension);
        weights.push(weight);
        const { rows, weights: weighed } = postingsOf(dimension);
        rows.push(row);
        weighed.push(weight);
      }
      ends.push(dimensions.length);
      return row;
    },
    termsAt(row) {
      const [start, end] = [row === 0 ? 0 : (ends.values[row - 1] ?? 0), ends.values[row] ?? 0];
      return { dimensions: dimensions.values.slice(start, end), weights: weights.values.slice(start, end) };
    },
    products(question) {
      const { length } = ends;
      if (products.length < length) products = new Float64Array(Math.ceil(length * 1.25));
      products.fill(0, 0, length);
      const asked = [...question].sort(([a], [b]) => a - b);
      for (const [dimension, weight] of asked) addProducts(dimension, Math.fround(weight));
      for (let row = 0; row < length; row += 1) products[row] = Math.max(0, products[row] ?? 0);
      return products.subarray(0, length);
    },
  };
}
