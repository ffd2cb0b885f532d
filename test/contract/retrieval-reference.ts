import type { Audience } from '../../src/domain/experience/experience.ts';
import { type Candidate, type SparseVector, traitsOf } from '../../src/domain/matching/retrieval.ts';
import type { RetrievalRequest } from '../../src/ports/experience-store.ts';
import type { IndexedExperience } from '../../src/ports/import-store.ts';

/** Reference implementation of `retrieve`, for a `depth` that leaves nothing out. */
export function retrieveNaively(
  stored: readonly IndexedExperience[],
  { embedding, lexical, anchors, precedents }: RetrievalRequest,
  audience: Audience,
): readonly Candidate[] {
  return stored
    .filter(({ experience }) => audience === 'members' || experience.access === 'public')
    .filter(
      ({ passages, lexical: terms, precedents: gains }) =>
        passages.length > 0 || anchors.some((term) => terms.has(term)) || dot(gains, precedents) > 0,
    )
    .map((indexed) => ({
      experience: traitsOf(indexed.experience),
      cosine: bestCosine(indexed, embedding),
      lexical: dot(indexed.lexical, lexical),
      precedents: dot(indexed.precedents, precedents),
    }));
}

/** Compares by UTF-8 bytes. */
export function compareIds(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function dot(a: SparseVector, b: SparseVector): number {
  return [...a].reduce((sum, [dimension, weight]) => sum + weight * (b.get(dimension) ?? 0), 0);
}

function bestCosine({ passages }: IndexedExperience, question: Float32Array): number | null {
  return passages.length === 0
    ? null
    : Math.max(...passages.map(({ embedding }) => cosine(embedding, question)));
}

function cosine(a: Float32Array, b: Float32Array): number {
  const product = (x: Float32Array, y: Float32Array) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
