import { quantile } from '../measuring/statistics.ts';
import { generateCorpus } from './generate-corpus.ts';
import type { ServiceParts } from './service-parts.ts';
import type { Starter } from './starters.ts';

/** Interval between held-out starters. */
const HELD_OUT_EVERY = 4;
const RANKS = [1, 10] as const;

/** Cosines of held-out passages to their neighbours of one rank: 10th, 50th and 90th percentiles. */
export interface NeighbourCosines {
  readonly rank: number;
  readonly real: readonly [number, number, number];
  readonly generated: readonly [number, number, number];
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

function cosinesAtRank(
  queries: readonly Float32Array[],
  pool: readonly Float32Array[],
  rank: number,
): readonly [number, number, number] {
  const cosines = queries.map(
    (query) => pool.map((vector) => dot(query, vector)).sort((a, b) => b - a)[rank - 1] ?? Number.NaN,
  );
  return [quantile(cosines, 0.1), quantile(cosines, 0.5), quantile(cosines, 0.9)];
}

function vectorsOf(starters: readonly Starter[]): readonly Float32Array[] {
  return starters.flatMap(({ whole, sentences }) => [whole.vector, ...sentences.map(({ vector }) => vector)]);
}

/**
 * Compares held-out starters' passages with those of the other starters, then with as many generated from them:
 * generated vectors should be as near as real ones.
 */
export function compareNeighbours(
  starters: readonly Starter[],
  seed: number,
  parts: Pick<ServiceParts, 'taxonomy' | 'territories'>,
): readonly NeighbourCosines[] {
  const isHeldOut = (index: number) => index % HELD_OUT_EVERY === 0;
  const queries = vectorsOf(starters.filter((_, index) => isHeldOut(index)));
  const others = starters.filter((_, index) => !isHeldOut(index));
  const real = vectorsOf(others);
  const options = { seed, passageCount: real.length, withStarters: false };
  const generated = [...generateCorpus(others, options, parts).vectors.values()];
  return RANKS.map((rank) => ({
    rank,
    real: cosinesAtRank(queries, real, rank),
    generated: cosinesAtRank(queries, generated, rank),
  }));
}
