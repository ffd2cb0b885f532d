import type { Audience } from '../../src/domain/experience/experience.ts';
import type { Candidate, PassageHit, SparseVector } from '../../src/domain/matching/retrieval.ts';
import type { RetrievalRequest } from '../../src/ports/experience-store.ts';
import type { IndexedExperience } from '../../src/ports/import-store.ts';

/** What the port says of `retrieve`, written the plainest way, over experiences in memory. */
export function retrieveNaively(
  stored: readonly IndexedExperience[],
  { embedding, lexical, depth }: RetrievalRequest,
  audience: Audience,
): readonly Candidate[] {
  const scored = stored
    .filter(({ experience }) => audience === 'members' || experience.access === 'public')
    .map((indexed) => ({
      experience: indexed.experience,
      passages: embedding === null ? [] : hitsOf(indexed, embedding),
      lexical: lexical === null ? 0 : Math.max(0, dot(indexed.lexical, lexical)),
    }));
  const semanticLeg = best(
    scored.filter(({ passages }) => passages.length > 0),
    ({ passages }) => passages[0]?.cosine ?? 0,
    depth,
  );
  const lexicalLeg = best(
    scored.filter((candidate) => candidate.lexical > 0),
    (candidate) => candidate.lexical,
    depth,
  );
  return [...new Set([...semanticLeg, ...lexicalLeg])];
}

/** Ids in the order of their bytes. */
export function compareIds(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function dot(a: SparseVector, b: SparseVector): number {
  return [...a].reduce((sum, [dimension, weight]) => sum + weight * (b.get(dimension) ?? 0), 0);
}

function hitsOf({ passages }: IndexedExperience, question: Float32Array): readonly PassageHit[] {
  return passages
    .map(({ passage, embedding }) => ({
      ordinal: passage.ordinal,
      quote: passage.quote,
      cosine: cosine(embedding, question),
    }))
    .sort((a, b) => b.cosine - a.cosine || a.ordinal - b.ordinal)
    .slice(0, 3);
}

function cosine(a: Float32Array, b: Float32Array): number {
  const product = (x: Float32Array, y: Float32Array) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

function best(
  candidates: readonly Candidate[],
  score: (candidate: Candidate) => number,
  depth: number,
): readonly Candidate[] {
  return candidates
    .toSorted((a, b) => score(b) - score(a) || compareIds(a.experience.id, b.experience.id))
    .slice(0, depth);
}
