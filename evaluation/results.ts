import { ENGINES, type Engine, type EngineRun } from './engines.ts';
import {
  type Answered,
  eachRankingMeasure,
  estimateRanking,
  experienceIds,
  isRanked,
  type Measures,
  type RankingMeasure,
  rankingValues,
} from './measure.ts';
import type { Estimate } from './metrics.ts';
import type { ReferenceComparison } from './reference.ts';
import { groupsOf, REQUEST_GROUPS, type RequestGroup, type Vocabulary } from './request-groups.ts';
import { type Comparison, comparePaired } from './significance.ts';

export interface EngineResult {
  readonly engine: Engine;
  readonly measures: Readonly<Record<RankingMeasure, Estimate>>;
  /** Comparison of the engine with the service; null for the service itself. */
  readonly comparison: Readonly<Record<RankingMeasure, Comparison>> | null;
}

/** Mean nDCG@5 of the service over that of the better of its two legs alone. */
export interface LegRatio {
  readonly leg: Engine;
  readonly ratio: number;
}

/** All results of a run; `--json` writes them. */
export interface EvaluationResults extends Measures {
  readonly ranking: { readonly version: string; readonly model: string };
  readonly requestCount: number;
  /**
   * Means with each request ranked by weights fitted on others; null on another set than the development one, and
   * for a leg alone.
   */
  readonly crossValidated: Readonly<Record<RankingMeasure, Estimate>> | null;
  /** Means over the requests of each group that count for the ranking; groups without any are absent. */
  readonly groups: readonly {
    readonly group: RequestGroup;
    readonly measures: Readonly<Record<RankingMeasure, Estimate>>;
  }[];
  /** Engines, the service first; empty unless the baselines ran. */
  readonly engines: readonly EngineResult[];
  /** Null unless the baselines ran. */
  readonly bestLeg: LegRatio | null;
  /** Comparison with the reference; null when it was measured on other requests. */
  readonly reference: { readonly weights: string; readonly comparison: ReferenceComparison } | null;
}

export function measureGroups(
  answered: readonly Answered[],
  vocabulary: Vocabulary,
): EvaluationResults['groups'] {
  const ranked = answered
    .filter(({ judged }) => isRanked(judged))
    .map((entry) => ({
      groups: groupsOf(entry.judged, vocabulary),
      values: rankingValues(experienceIds(entry), entry.judged.grades),
    }));
  return REQUEST_GROUPS.flatMap((group) => {
    const members = ranked.filter(({ groups }) => groups.includes(group));
    if (members.length === 0) return [];
    return [{ group, measures: estimateRanking(members.map(({ values }) => values)) }];
  });
}

function compareRuns(run: EngineRun, service: EngineRun): EngineResult['comparison'] {
  return eachRankingMeasure((measure) =>
    comparePaired(
      [...service.values].flatMap(([id, ours]) => {
        const theirs = run.values.get(id);
        return theirs === undefined ? [] : [[theirs[measure], ours[measure]] as const];
      }),
    ),
  );
}

/** @param runs on the same requests, in any order */
export function compareEngines(runs: readonly EngineRun[]): readonly EngineResult[] {
  const service = runs.find(({ engine }) => engine === 'essaimage');
  if (service === undefined) return [];
  return ENGINES.flatMap((engine) => {
    const run = runs.find((candidate) => candidate.engine === engine);
    if (run === undefined) return [];
    return [
      {
        engine,
        measures: estimateRanking([...run.values.values()]),
        comparison: run === service ? null : compareRuns(run, service),
      },
    ];
  });
}

/** @param engines results of `compareEngines` */
export function compareWithBestLeg(engines: readonly EngineResult[]): LegRatio | null {
  const mean = ({ measures }: EngineResult) => measures['ndcg@5'].mean;
  const service = engines.find(({ engine }) => engine === 'essaimage');
  const [best] = engines
    .filter(({ engine }) => engine === 'semantic' || engine === 'lexical')
    .toSorted((a, b) => mean(b) - mean(a));
  if (service === undefined || best === undefined) return null;
  return { leg: best.engine, ratio: mean(service) / mean(best) };
}
