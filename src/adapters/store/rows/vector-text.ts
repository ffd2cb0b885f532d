import { LEXICAL_DIMENSIONS, type SparseVector } from '../../../domain/matching/retrieval.ts';

/** Dimensions of the model's vectors, fixed by the column. */
export const EMBEDDING_DIMENSIONS = 384;

/** Enough to round-trip any single-precision number; the digits of a double are twice as many. */
const SINGLE_PRECISION_DIGITS = 9;

/** Writes a dense vector for pgvector. */
export function toVectorText(vector: Float32Array): string {
  return `[${Array.from(vector, (value) => value.toPrecision(SINGLE_PRECISION_DIGITS)).join(',')}]`;
}

/** Parses a dense vector of pgvector. */
export function parseVectorText(text: string): Float32Array {
  return Float32Array.from(text.slice(1, -1).split(','), Number);
}

/**
 * Writes a sparse vector for pgvector: indices from 1, ascending. Weights are rounded to the single
 * precision of the column, so that every database stores the same; those that round to zero are left out.
 */
export function toSparseVectorText(vector: SparseVector): string {
  const elements = [...vector]
    .map(([dimension, weight]): [number, number] => [dimension, Math.fround(weight)])
    .filter(([, weight]) => weight !== 0)
    .sort(([a], [b]) => a - b)
    .map(([dimension, weight]) => `${dimension + 1}:${weight}`);
  return `{${elements.join(',')}}/${LEXICAL_DIMENSIONS}`;
}
