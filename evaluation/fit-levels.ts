/**
 * `npm run fit-levels`: fits the relevance of an experience on the judged requests that are on the subject, from the
 * first 20 experiences of each. Prints, by cross-validation over the requests, how often experiences of each
 * probability are useful.
 *   --write   keeps the regression in src/domain/matching/weights.json
 */
import type { MatchedQuestion } from '../src/application/recommend/match-question.ts';
import { RELEVANCE_FEATURES, relevanceFeatures } from '../src/domain/matching/relevance.ts';
import { DEFAULT_WEIGHTS } from '../src/domain/matching/weights.ts';
import { type Example, fitLogistic, predict } from './logistic-fit.ts';
import { createMatchOnce } from './match-once.ts';
import { USEFUL } from './measure.ts';
import type { Grades } from './metrics.ts';
import { readDevelopmentRequests } from './requests.ts';
import { present, runFit } from './run-fit.ts';
import { ask, readShortRequests } from './short-requests.ts';

const DEPTH = 20;
const FOLDS = 10;
const BOUNDS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1];

/** Examples of a request: of several needs, an experience is useful to the need for which it is ranked. */
function examplesOf(grades: Grades, { needs }: MatchedQuestion): readonly Example[] {
  const depth = Math.ceil(DEPTH / needs.length);
  return needs.flatMap(({ question, scored }) =>
    scored.slice(0, depth).map(({ candidate }) => {
      const features = relevanceFeatures(candidate, question, DEFAULT_WEIGHTS.vagueness);
      return {
        features: RELEVANCE_FEATURES.map((name) => features[name]),
        positive: (grades.get(candidate.experience.id) ?? 0) >= USEFUL,
      };
    }),
  );
}

function describeReliability(held: readonly { readonly probability: number; readonly positive: boolean }[]) {
  for (const [index, low] of BOUNDS.slice(0, -1).entries()) {
    const high = BOUNDS[index + 1] ?? 1;
    const within = held.filter(({ probability }) => probability >= low && probability < high);
    const useful = within.filter(({ positive }) => positive).length;
    const share = within.length === 0 ? '' : (useful / within.length).toFixed(2);
    const above = held.filter(({ probability }) => probability >= low);
    const aboveShare = above.filter(({ positive }) => positive).length / Math.max(1, above.length);
    console.log(
      `${low} à ${high} : ${within.length} expériences, utiles ${share} ; à partir de ${low} : ${above.length}, utiles ${aboveShare.toFixed(2)}`,
    );
  }
}

await runFit(async (dependencies) => {
  const match = createMatchOnce(dependencies);
  const requests: (readonly Example[])[] = [];
  for (const { text, useful } of await readShortRequests()) {
    const grades = new Map(useful.map((id) => [id, USEFUL]));
    requests.push(examplesOf(grades, await match(ask(text))));
  }
  for (const judged of await readDevelopmentRequests()) {
    if (judged.kind !== 'off-topic') requests.push(examplesOf(judged.grades, await match(judged.request)));
  }
  const held = Array.from({ length: FOLDS }, (_, fold) => {
    const model = fitLogistic(
      requests.flatMap((examples, index) => (index % FOLDS === fold ? [] : examples)),
    );
    return requests
      .filter((_, index) => index % FOLDS === fold)
      .flat()
      .map(({ features, positive }) => ({ probability: predict(model, features), positive }));
  }).flat();
  describeReliability(held);
  return { relevance: present(RELEVANCE_FEATURES, fitLogistic(requests.flat())) };
});
