import { fromSql, SparseVector, toSql } from 'pgvector';
import { LEXICAL_DIMENSIONS, type SparseVector as Weights } from '../../../domain/matching/retrieval.ts';

/** Writes a dense vector for pgvector. */
export const toVectorText = (vector: Float32Array): string => toSql(Array.from(vector));

/** Parses a dense vector of pgvector. */
export const parseVectorText = (text: string): Float32Array => Float32Array.from(fromSql(text));

/**
 * Writes a sparse vector for pgvector, in the single precision of the column: every database stores the same, and
 * what would round to zero, which pgvector refuses, is left out.
 */
export function toSparseVectorText(vector: Weights): string {
  const weights = new Map([...vector].map(([dimension, weight]) => [dimension, Math.fround(weight)]));
  return new SparseVector(weights, LEXICAL_DIMENSIONS).toPostgres();
}
