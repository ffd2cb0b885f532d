import { LEXICAL_DIMENSIONS, type SparseVector } from '../../../domain/matching/retrieval.ts';
import { GrowingArray } from './growing-array.ts';

/** A sparse vector as it is kept: dimensions, and the weight of each. */
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

/**
 * Rows one after the other. The question is spread over all the dimensions, so that a row costs its own terms,
 * however long the question is. Weights have single precision, as in the database.
 */
export function createSparseTable(): SparseTable {
  const dimensions = new GrowingArray((length) => new Int32Array(length));
  const weights = new GrowingArray((length) => new Float32Array(length));
  const ends = new GrowingArray((length) => new Int32Array(length));
  const spread = new Float64Array(LEXICAL_DIMENSIONS);
  let products = new Float64Array(0);

  function multiply(): Float64Array {
    const rows = ends.length;
    if (products.length < rows) products = new Float64Array(Math.ceil(rows * 1.25));
    const [rowEnds, all, weighed] = [ends.values, dimensions.values, weights.values];
    for (let row = 0, term = 0; row < rows; row += 1) {
      const end = rowEnds[row] ?? 0;
      let sum = 0;
      for (; term < end; term += 1) sum += (weighed[term] ?? 0) * (spread[all[term] ?? 0] ?? 0);
      products[row] = Math.max(0, sum);
    }
    return products.subarray(0, rows);
  }

  return {
    append(terms) {
      for (const dimension of terms.dimensions) dimensions.push(dimension);
      for (const weight of terms.weights) weights.push(weight);
      ends.push(dimensions.length);
      return ends.length - 1;
    },
    termsAt(row) {
      const [start, end] = [row === 0 ? 0 : (ends.values[row - 1] ?? 0), ends.values[row] ?? 0];
      return { dimensions: dimensions.values.slice(start, end), weights: weights.values.slice(start, end) };
    },
    products(question) {
      for (const [dimension, weight] of question) spread[dimension] = Math.fround(weight);
      const found = multiply();
      for (const dimension of question.keys()) spread[dimension] = 0;
      return found;
    },
  };
}
