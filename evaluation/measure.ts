import type { Recommend } from '../src/application/recommend/recommend.ts';
import type { Recommendation } from '../src/application/recommend/recommendation.ts';
import {
  type Estimate,
  estimate,
  type Grades,
  ndcg,
  precision,
  recall,
  reciprocalRank,
  relevantIds,
} from './metrics.ts';
import type { JudgedRequest } from './requests.ts';

export interface Answered {
  readonly judged: JudgedRequest;
  readonly answer: Recommendation;
}

export const RANKING_MEASURES = ['ndcg@5', 'ndcg@10', 'recall@10', 'mrr', 'p@1'] as const;
export type RankingMeasure = (typeof RANKING_MEASURES)[number];
/** Measures of the ranking of one request, each in [0, 1]. */
export type RankingValues = Readonly<Record<RankingMeasure, number>>;

export function eachRankingMeasure<T>(
  make: (measure: RankingMeasure) => T,
): Readonly<Record<RankingMeasure, T>> {
  return {
    'ndcg@5': make('ndcg@5'),
    'ndcg@10': make('ndcg@10'),
    'recall@10': make('recall@10'),
    mrr: make('mrr'),
    'p@1': make('p@1'),
  };
}

export const LEVER_MEASURES = ['precision@3', 'r-precision', 'ndcg@5'] as const;
export type LeverMeasure = (typeof LEVER_MEASURES)[number];
/** Measures of the levers of one request, each in [0, 1]; a lever that the judges named has grade 1. */
export type LeverValues = Readonly<Record<LeverMeasure, number>>;

export function eachLeverMeasure<T>(make: (measure: LeverMeasure) => T): Readonly<Record<LeverMeasure, T>> {
  return { 'precision@3': make('precision@3'), 'r-precision': make('r-precision'), 'ndcg@5': make('ndcg@5') };
}

/** Grade from which a judge calls an experience useful. */
export const USEFUL = 2;

/** Number of first results among which a need is covered. */
const NEEDS_DEPTH = 6;

export interface Measures {
  /** Means over the requests that have an experience of grade 1.5 or more. */
  readonly experiences: Readonly<Record<RankingMeasure, Estimate>>;
  /** Means over the requests whose judges named levers. */
  readonly levers: Readonly<Record<LeverMeasure, Estimate>>;
  /** Share of the needs covered, over those that have an experience. */
  readonly needs: Estimate;
  /** Share of the experiences said close that a judge calls useful (grade 2 or more), on the subject. */
  readonly closeUseful: Estimate;
  readonly abstention: {
    readonly offTopicCount: number;
    readonly offTopicCaught: number;
    readonly offTopicCaughtRate: Estimate;
    readonly falseAbstentions: readonly string[];
    /** Mean over the requests on the subject. */
    readonly falseAbstentionRate: Estimate;
  };
}

/** Sends the requests one after the other. */
export async function answerAll(
  recommend: Recommend,
  requests: readonly JudgedRequest[],
): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (const judged of requests) answered.push({ judged, answer: await recommend(judged.request) });
  return answered;
}

export function experienceIds({ answer }: Answered): readonly string[] {
  return answer.experiences.map(({ experience }) => experience.id);
}

/** Whether a request counts for the ranking of experiences. */
export function isRanked({ grades }: JudgedRequest): boolean {
  return relevantIds(grades).size > 0;
}

/** @param ids best first, for a request that counts for the ranking */
export function rankingValues(ids: readonly string[], grades: Grades): RankingValues {
  const wanted = relevantIds(grades);
  return {
    'ndcg@5': ndcg(ids, grades, 5),
    'ndcg@10': ndcg(ids, grades, 10),
    'recall@10': recall(ids, wanted, 10),
    mrr: reciprocalRank(ids, wanted),
    'p@1': precision(ids, wanted, 1),
  };
}

/** Measures the levers of a request whose judges named some. */
export function leverValues({ judged, answer }: Answered): LeverValues {
  const ids = answer.levers.map(({ lever }) => lever.id);
  const grades = new Map([...judged.levers].map((id) => [id, 1]));
  return {
    'precision@3': precision(ids, judged.levers, 3),
    'r-precision': precision(ids, judged.levers, judged.levers.size),
    'ndcg@5': ndcg(ids, grades, 5),
  };
}

/**
 * Tells for each need of a request whether one of its experiences is among the first six results, 1 or 0. Needs without
 * any experience are left out.
 */
export function coveredNeeds(entry: Answered): readonly (0 | 1)[] {
  const first = experienceIds(entry).slice(0, NEEDS_DEPTH);
  return entry.judged.needs
    .filter(({ experiences }) => experiences.length > 0)
    .map(({ experiences }) => (experiences.some((id) => first.includes(id)) ? 1 : 0));
}

/** Tells for each experience said close whether it is useful, 1 or 0. */
function usefulOfClose({ judged, answer }: Answered): readonly (0 | 1)[] {
  return answer.experiences
    .filter(({ level }) => level === 'close' && judged.kind !== 'off-topic')
    .map(({ experience }) => ((judged.grades.get(experience.id) ?? 0) >= USEFUL ? 1 : 0));
}

export function estimateRanking(
  values: readonly RankingValues[],
): Readonly<Record<RankingMeasure, Estimate>> {
  return eachRankingMeasure((measure) => estimate(values.map((value) => value[measure])));
}

function measureAbstention(answered: readonly Answered[]): Measures['abstention'] {
  const declined = ({ answer }: Answered) => answer.status === 'no_match';
  const offTopic = answered.filter(({ judged }) => judged.kind === 'off-topic');
  const onTopic = answered.filter(({ judged }) => judged.kind !== 'off-topic');
  return {
    offTopicCount: offTopic.length,
    offTopicCaught: offTopic.filter(declined).length,
    offTopicCaughtRate: estimate(offTopic.map((entry) => Number(declined(entry)))),
    falseAbstentions: onTopic.filter(declined).map(({ judged }) => judged.id),
    falseAbstentionRate: estimate(onTopic.map((entry) => Number(declined(entry)))),
  };
}

/** Measures the answers by the protocol of README.md. */
export function measure(answered: readonly Answered[]): Measures {
  const ranked = answered.filter(({ judged }) => isRanked(judged));
  const advised = answered.filter(({ judged }) => judged.levers.size > 0).map(leverValues);
  return {
    experiences: estimateRanking(
      ranked.map((entry) => rankingValues(experienceIds(entry), entry.judged.grades)),
    ),
    levers: eachLeverMeasure((measure) => estimate(advised.map((values) => values[measure]))),
    needs: estimate(answered.flatMap(coveredNeeds)),
    closeUseful: estimate(answered.flatMap(usefulOfClose)),
    abstention: measureAbstention(answered),
  };
}
