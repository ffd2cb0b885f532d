/**
 * `npm run fit-levers`: chooses the constants of the levers on a grid, on the development requests. Prints precision@3
 * and recall@5 of the current constants, by cross-validation (each request judged with the constants that are best on
 * the others, averaged over their neighbours in the grid), and of the constants best on all, which are optimistic.
 *   --write   keeps the best constants in src/domain/matching/weights.json
 */
import { type ChoiceDependencies, chooseAnswer } from '../src/application/recommend/choose-answer.ts';
import type { MatchedQuestion } from '../src/application/recommend/match-question.ts';
import { DEFAULT_WEIGHTS, type RankingWeights } from '../src/domain/matching/weights.ts';
import { createMatchOnce } from './match-once.ts';
import { type Estimate, estimate, precision, recall } from './metrics.ts';
import { type JudgedRequest, readDevelopmentRequests } from './requests.ts';
import { runFit } from './run-fit.ts';

type LeverWeights = RankingWeights['levers'];
interface Advised {
  readonly judged: JudgedRequest;
  readonly matched: MatchedQuestion;
}
interface Values {
  readonly precision: number;
  readonly recall: number;
}

/** Values around those that a person would set. A wider grid overfits: precision@3 0.604 by cross-validation. */
const STEPS = {
  request: [0.5, 1, 2, 4],
  asked: [0.1, 0.2, 0.4, 0.8],
  cues: [0.02, 0.05, 0.1],
  voters: [10, 20, 30],
  shrinkage: [0.5, 1, 2, 4],
} as const;

/** Not fitted: the law breaks near ties and nothing else. 0.02 already lowers precision@3, from 0.673 to 0.670. */
const { permission } = DEFAULT_WEIGHTS.levers;

const GRID: readonly LeverWeights[] = STEPS.request.flatMap((request) =>
  STEPS.asked.flatMap((asked) =>
    STEPS.cues.flatMap((cues) =>
      STEPS.voters.flatMap((voters) =>
        STEPS.shrinkage.map((shrinkage) => ({
          request,
          votes: 1,
          asked,
          cues,
          permission,
          voters,
          shrinkage,
        })),
      ),
    ),
  ),
);

function areNeighbours(one: LeverWeights, other: LeverWeights): boolean {
  const isNear = (steps: readonly number[], a: number, b: number) =>
    Math.abs(steps.indexOf(a) - steps.indexOf(b)) <= 1;
  return (
    isNear(STEPS.request, one.request, other.request) &&
    isNear(STEPS.asked, one.asked, other.asked) &&
    isNear(STEPS.cues, one.cues, other.cues) &&
    isNear(STEPS.voters, one.voters, other.voters) &&
    isNear(STEPS.shrinkage, one.shrinkage, other.shrinkage)
  );
}

/** Indexes of each choice and its neighbours, whose mean is compared: an isolated peak is luck. */
const AROUND = GRID.map((one) => GRID.flatMap((other, index) => (areNeighbours(one, other) ? [index] : [])));

function judge(
  { judged, matched }: Advised,
  dependencies: ChoiceDependencies,
  weights: LeverWeights,
): Values {
  const chosen = chooseAnswer(matched, judged.request, {
    ...dependencies,
    weights: { ...dependencies.weights, levers: weights },
  });
  const ids = chosen.levers.map(({ lever }) => lever.id);
  return { precision: precision(ids, judged.levers, 3), recall: recall(ids, judged.levers, 5) };
}

/** Returns the score to maximise: the first three levers count most, the next two half as much. */
function worth(values: readonly Values[]): number {
  return values.reduce((sum, value) => sum + value.precision + value.recall / 2, 0);
}

function bestOf(judgments: readonly (readonly Values[])[], without: number | null): number {
  const alone = judgments.map((values) => worth(values.filter((_, request) => request !== without)));
  let best = 0;
  let bestWorth = Number.NEGATIVE_INFINITY;
  for (const [choice, around] of AROUND.entries()) {
    const mean = around.reduce((sum, index) => sum + (alone[index] ?? 0), 0) / around.length;
    if (mean > bestWorth) [best, bestWorth] = [choice, mean];
  }
  return best;
}

function describe(name: string, values: readonly Values[]): string {
  const show = ({ mean, low, high }: Estimate) =>
    `${mean.toFixed(3)} [${low.toFixed(3)} ; ${high.toFixed(3)}]`;
  const [atThree, atFive] = [
    estimate(values.map(({ precision: value }) => value)),
    estimate(values.map(({ recall: value }) => value)),
  ];
  return `${name.padEnd(24)} précision@3 ${show(atThree)}   rappel@5 ${show(atFive)}`;
}

await runFit(async (dependencies) => {
  const match = createMatchOnce(dependencies);
  const requests: Advised[] = [];
  for (const judged of await readDevelopmentRequests()) {
    if (judged.levers.size > 0) requests.push({ judged, matched: await match(judged.request) });
  }
  const judgeAll = (weights: LeverWeights) =>
    requests.map((request) => judge(request, dependencies, weights));
  const judgments = GRID.map(judgeAll);
  const best = bestOf(judgments, null);
  const held = requests.map((_, request) => judgments[bestOf(judgments, request)]?.[request]);
  console.log(describe('constantes en vigueur', judgeAll(DEFAULT_WEIGHTS.levers)));
  console.log(
    describe(
      'validation croisée',
      held.flatMap((value) => value ?? []),
    ),
  );
  console.log(describe('meilleures sur toutes', judgments[best] ?? []));
  return { levers: GRID[best] ?? DEFAULT_WEIGHTS.levers };
});
