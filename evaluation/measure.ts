import {
  type Estimate,
  estimate,
  type Grades,
  ndcg,
  recall,
  reciprocalRank,
  relevantIds,
} from './metrics.ts';
import type { JudgedRequest } from './requests.ts';

export const RANKING_MEASURES = ['ndcg@5', 'recall@10', 'mrr'] as const;
export type RankingMeasure = (typeof RANKING_MEASURES)[number];
/** Measures of the ranking of one request, each in [0, 1]. */
export type RankingValues = Readonly<Record<RankingMeasure, number>>;

export function eachRankingMeasure<T>(
  make: (measure: RankingMeasure) => T,
): Readonly<Record<RankingMeasure, T>> {
  return {
    'ndcg@5': make('ndcg@5'),
    'recall@10': make('recall@10'),
    mrr: make('mrr'),
  };
}

/** Grade from which a judge calls an experience useful. */
export const USEFUL = 2;

/** Whether a request counts for the ranking: an experience is useful to it. */
export function isRanked({ grades }: JudgedRequest): boolean {
  return relevantIds(grades).size > 0;
}

/** @param ids best first, for a request that counts for the ranking */
export function rankingValues(ids: readonly string[], grades: Grades): RankingValues {
  const wanted = relevantIds(grades);
  return {
    'ndcg@5': ndcg(ids, grades, 5),
    'recall@10': recall(ids, wanted, 10),
    mrr: reciprocalRank(ids, wanted),
  };
}

export function estimateRanking(
  values: readonly RankingValues[],
): Readonly<Record<RankingMeasure, Estimate>> {
  return eachRankingMeasure((measure) => estimate(values.map((value) => value[measure])));
}
