import { LEXICAL_DIMENSIONS, type SparseVector } from '../../../domain/matching/retrieval.ts';

/** Enough to tell any single-precision number from its neighbours; all those of a double are twice as long. */
const SINGLE_PRECISION_DIGITS = 9;

/** A dense vector as pgvector reads it. */
export function toVectorText(vector: Float32Array): string {
  return `[${Array.from(vector, (value) => value.toPrecision(SINGLE_PRECISION_DIGITS)).join(',')}]`;
}

/** The dense vector that pgvector writes so. */
export function parseVectorText(text: string): Float32Array {
  return Float32Array.from(text.slice(1, -1).split(','), Number);
}

/**
 * A sparse vector as pgvector reads it: indices from 1, ascending. Weights are rounded to the single
 * precision in which they are stored, so that every database stores the same; one that rounds to zero
 * is left out.
 */
export function toSparseVectorText(vector: SparseVector): string {
  const elements = [...vector]
    .map(([dimension, weight]): [number, number] => [dimension, Math.fround(weight)])
    .filter(([, weight]) => weight !== 0)
    .sort(([a], [b]) => a - b)
    .map(([dimension, weight]) => `${dimension + 1}:${weight}`);
  return `{${elements.join(',')}}/${LEXICAL_DIMENSIONS}`;
}
