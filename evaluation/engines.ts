/**
 * Engines that the service is compared with. All read the priorities, then the labels of the chosen themes and levers;
 * the two hybrid ones add the synonyms of the field, for the model.
 *   essaimage    the service: both legs and the fit to the profile
 *   hybrid       both legs of the service, every other criterion with weight 0: territory, setting, themes and
 *                levers count only as text
 *   semantic     the sentence vectors alone
 *   lexical      BM25F alone
 *   full-text    PostgreSQL's own full text (`full-text-engine.ts`)
 *   random       the experiences shuffled, averaged over 1,000 draws
 */
import type { Recommend } from '../src/application/recommend/recommend.ts';
import type { Mode } from '../src/domain/matching/question.ts';
import { DEFAULT_WEIGHTS, EXPERIENCE_CRITERIA, type RankingWeights } from '../src/domain/matching/weights.ts';
import type { Corpus } from './corpus.ts';
import { openFullTextEngine } from './full-text-engine.ts';
import {
  type Answered,
  eachRankingMeasure,
  experienceIds,
  isRanked,
  type RankingValues,
  rankingValues,
} from './measure.ts';
import { openService } from './open-service.ts';
import { seededRandom, shuffle } from './randomness.ts';
import { type JudgedRequest, RANKING_DEPTH } from './requests.ts';

export const ENGINES = ['essaimage', 'hybrid', 'semantic', 'lexical', 'full-text', 'random'] as const;
export type Engine = (typeof ENGINES)[number];

export interface EngineRun {
  readonly engine: Engine;
  /** Values by request id, for the requests that count for the ranking. */
  readonly values: ReadonlyMap<string, RankingValues>;
}

const DRAWS = 1_000;
const SEED = 20_240_603;

/** Asks an engine a request and measures its ranking. */
type Rate = (judged: JudgedRequest) => Promise<RankingValues>;

async function runEngine(engine: Engine, requests: readonly JudgedRequest[], rate: Rate): Promise<EngineRun> {
  const values = new Map<string, RankingValues>();
  for (const judged of requests) values.set(judged.id, await rate(judged));
  return { engine, values };
}

/** Presents the service's own answers as the run of an engine. */
export function runOfAnswers(answered: readonly Answered[]): EngineRun {
  const ranked = answered.filter(({ judged }) => isRanked(judged));
  return {
    engine: 'essaimage',
    values: new Map(
      ranked.map((entry) => [entry.judged.id, rankingValues(experienceIds(entry), entry.judged.grades)]),
    ),
  };
}

function rateService(recommend: Recommend, mode: Mode): Rate {
  return async (judged) => {
    const answer = await recommend({ ...judged.request, mode });
    return rankingValues(experienceIds({ judged, answer }), judged.grades);
  };
}

function meanValues(all: readonly RankingValues[]): RankingValues {
  return eachRankingMeasure((measure) => all.reduce((sum, values) => sum + values[measure], 0) / all.length);
}

function rateRandom({ fiches }: Corpus): Rate {
  const random = seededRandom(SEED);
  const ids = fiches.map(({ id }) => id);
  return async ({ grades }) =>
    meanValues(
      Array.from({ length: DRAWS }, () =>
        rankingValues(shuffle(ids, random).slice(0, RANKING_DEPTH), grades),
      ),
    );
}

/** Keeps the weights of the two legs and sets the others to 0. */
function legsOnly(weights: RankingWeights): RankingWeights {
  const experiences = { ...weights.experiences };
  for (const criterion of EXPERIENCE_CRITERIA) {
    if (criterion !== 'semantic' && criterion !== 'lexical') experiences[criterion] = 0;
  }
  return { ...weights, version: `${weights.version}-legs`, experiences };
}

async function runHybrid(folder: string, requests: readonly JudgedRequest[]): Promise<EngineRun> {
  const service = await openService(folder, { weights: legsOnly(DEFAULT_WEIGHTS) });
  try {
    return await runEngine('hybrid', requests, rateService(service.essaimage.recommend, 'hybrid'));
  } finally {
    await service.close();
  }
}

async function runFullText(requests: readonly JudgedRequest[], corpus: Corpus): Promise<EngineRun> {
  const engine = await openFullTextEngine(corpus);
  try {
    return await runEngine('full-text', requests, async (judged) =>
      rankingValues(await engine.rank(judged), judged.grades),
    );
  } finally {
    await engine.close();
  }
}

/**
 * Runs every engine but the service, in the order of `ENGINES`.
 * @param folder name of a data folder that no process uses
 */
export async function runBaselines(
  folder: string,
  requests: readonly JudgedRequest[],
  corpus: Corpus,
): Promise<readonly EngineRun[]> {
  const ranked = requests.filter(isRanked);
  const hybrid = await runHybrid(folder, ranked);
  const service = await openService(folder);
  try {
    const { recommend } = service.essaimage;
    return [
      hybrid,
      await runEngine('semantic', ranked, rateService(recommend, 'semantic')),
      await runEngine('lexical', ranked, rateService(recommend, 'lexical')),
      await runFullText(ranked, corpus),
      await runEngine('random', ranked, rateRandom(corpus)),
    ];
  } finally {
    await service.close();
  }
}
