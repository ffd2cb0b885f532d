/**
 * `npm run fit-weights`: fits the weights of the experiences' criteria on the development requests.
 * Prints the measures of the prior weights, by cross-validation, and of the weights fitted on all (optimistic).
 *   --write   keeps the weights fitted on all in src/domain/matching/weights.json
 */
import { DEFAULT_WEIGHTS, EXPERIENCE_CRITERIA } from '../src/domain/matching/weights.ts';
import {
  type CriterionWeights,
  crossValidate,
  fitCriterionWeights,
  matchRequests,
  PRIOR,
  rankWithWeights,
} from './cross-validation.ts';
import { estimateRanking, type RankingValues } from './measure.ts';
import { readDevelopmentRequests } from './requests.ts';
import { runFit } from './run-fit.ts';

function describeMeasures(name: string, values: readonly RankingValues[]): string {
  const { 'ndcg@5': ndcg, 'recall@10': recall, mrr } = estimateRanking(values);
  const shown = [
    ['nDCG@5', ndcg],
    ['rappel@10', recall],
    ['MRR', mrr],
  ] as const;
  return `${name.padEnd(26)} ${shown
    .map(
      ([label, { mean, low, high }]) =>
        `${label} ${mean.toFixed(3)} [${low.toFixed(3)} ; ${high.toFixed(3)}]`,
    )
    .join('   ')}`;
}

/** Writes weights relative to the first, with three decimals, readable in a diff. */
function present(weights: CriterionWeights): Record<string, number> {
  return Object.fromEntries(
    EXPERIENCE_CRITERIA.map((criterion) => [
      criterion,
      Number((weights[criterion] / weights.semantic).toFixed(3)),
    ]),
  );
}

await runFit(async (dependencies) => {
  const requests = await matchRequests(dependencies, await readDevelopmentRequests());
  const fitted = fitCriterionWeights(requests, PRIOR);
  const rankAll = (experiences: CriterionWeights) =>
    requests.map((request) => rankWithWeights(request, { ...DEFAULT_WEIGHTS, experiences }));
  console.log(describeMeasures('poids a priori', rankAll(PRIOR)));
  const held = crossValidate(requests, DEFAULT_WEIGHTS, PRIOR);
  console.log(describeMeasures('validation croisée', [...held.values()]));
  console.log(describeMeasures('ajustés sur toutes', rankAll(fitted)));
  return { experiences: present(fitted) };
});
