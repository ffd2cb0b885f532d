/**
 * Fit of the probability that an experience is useful (see `usefulness.ts`) on the judged requests. Prints, each hand
 * predicted by a model that saw none of its requests, the ranking, how far the probability can be believed, and what
 * each line between the levels would do; the line stays.
 */
import { indexExperience, prepareExperience } from '../src/application/index/index-experience.ts';
import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';
import type { MatchRequest } from '../src/application/recommend/understand-request.ts';
import { EXPECTATION_FEATURES, gainOf } from '../src/domain/matching/precedents.ts';
import { EXPERIENCE_CRITERIA } from '../src/domain/matching/weights.ts';
import { readCorpus } from './corpus.ts';
import { openServiceOver } from './fiches.ts';
import { formatInterval, formatValue } from './figures.ts';
import { type Fitted, present } from './fitted.ts';
import { leavingOut } from './left-out.ts';
import { type Example, fitLogistic, type LogisticModel } from './logistic-fit.ts';
import { createMatchOnce } from './match-once.ts';
import { type Estimate, estimate, ndcg, relevantIds } from './metrics.ts';
import { handOf, type JudgedRequest, NEWSROOM, readSet } from './requests.ts';
import { ask, readShortRequests } from './short-requests.ts';
import {
  crossValidate,
  FEATURES,
  fitUsefulness,
  type Lesson,
  PRESENT,
  type PredictedRequest,
  predictRequest,
  type Taught,
  teach,
} from './usefulness.ts';

const BOUNDS = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1];
const LINES = [0.13, 0.15, 0.16, 0.17, 0.18, 0.19, 0.2];
/** Results that an answer shows. */
const SHOWN = 10;
/** Results that a visitor sees first, and that nDCG@5 measures. */
const SHOWN_FIRST = 5;
/** Parts of the newsroom's requests, each predicted by a model that saw the others. */
const NEWSROOM_PARTS = 5;
/** Gain of nDCG@5 of the present weights, which saw the requests of the program. */
const ADVANTAGE = 0.003;
/** Hand of the short requests, which have one reader and are left out of the lines. */
const SHORT = 'short';

type Held = readonly PredictedRequest[];

/** @param hand of the requests to measure; null for all */
function rank(all: Held, hand: string | null = null) {
  const counted = all.filter(
    ({ request }) => relevantIds(request.grades).size > 0 && (hand ?? request.hand) === request.hand,
  );
  return estimate(
    counted.map(({ request, predicted }) =>
      ndcg(
        predicted.map(({ id }) => id),
        request.grades,
        SHOWN_FIRST,
      ),
    ),
  );
}

const describe = (one: Estimate) => `${formatValue(one.mean)} ${formatInterval(one)}`;

const shareOf = <T>(all: readonly T[], isCounted: (one: T) => boolean) =>
  (all.filter(isCounted).length / Math.max(1, all.length)).toFixed(3);

function describeReliability(held: Held): void {
  const all = held.flatMap(({ predicted }) => predicted);
  for (const [index, low] of BOUNDS.slice(0, -1).entries()) {
    const high = BOUNDS[index + 1] ?? 1;
    const within = all.filter(({ probability }) => probability >= low && probability < high);
    console.log(
      `${low} à ${high} : ${within.length} expériences, utiles ${shareOf(within, ({ isUseful }) => isUseful)}`,
    );
  }
}

function describeLines(held: Held): void {
  const useful = held.flatMap(({ predicted }) =>
    predicted.slice(0, SHOWN).filter(({ isUseful }) => isUseful),
  );
  const best = (predicted: Held[number]['predicted']) => predicted[0]?.probability ?? 0;
  const [answered, unanswered] = [true, false].map((has) =>
    held.filter(({ request }) => relevantIds(request.grades).size > 0 === has),
  );
  for (const line of LINES) {
    const isUnder = ({ predicted }: Held[number]) => best(predicted) < line;
    console.log(
      `ligne ${line} : utiles au-dessus ${shareOf(useful, ({ probability }) => probability >= line)} ; « rien de très proche » dit à tort ${shareOf(answered ?? [], isUnder)}, à raison ${shareOf(unanswered ?? [], isUnder)}`,
    );
  }
}

/** Fits the gain expected of an experience that nobody judged, on all those that the judges read. */
async function fitExpectations(dependencies: RecommendDependencies, judged: readonly JudgedRequest[]) {
  const grades = new Map(judged.map((request) => [request.id, request.grades]));
  const examples: Example[] = [];
  const precedents = await dependencies.precedents.current();
  for (const draft of (await readCorpus()).fiches) {
    const prepared = prepareExperience(draft, dependencies);
    const { passages, lexical } = await indexExperience(prepared, { ...dependencies, precedents }, new Map());
    const embeddings = passages.map(({ embedding }) => embedding);
    for (const { id, ...features } of precedents.expectationsOf({
      id: draft.id,
      embeddings,
      lexical,
    }))
      examples.push({
        features: EXPECTATION_FEATURES.map((name) => features[name]),
        positive: gainOf(grades.get(id)?.get(draft.id) ?? 0),
      });
  }
  return present(EXPECTATION_FEATURES, fitLogistic(examples));
}

/** Reads the judged requests of a base; one of the newsroom says nothing of the experiences that it does not grade. */
async function readLessons({ precedents }: RecommendDependencies): Promise<readonly Lesson[]> {
  const all = await precedents.list();
  const program = all.flatMap(({ request, judgment }) => (judgment === null ? [request] : []));
  const readForProgram = program.flatMap(({ experiences }) => Object.keys(experiences));
  const ofBase = all.map(({ request: { id, territory, priorities, experiences } }): Lesson => {
    const [hand, graded] = [handOf(id), Object.keys(experiences)];
    const asked = { ...territory, name: null, populationCount: null, setting: null };
    const request: MatchRequest = { ...ask(priorities), territory: asked, audience: 'members' };
    const read = new Set(hand === NEWSROOM ? graded : [...graded, ...readForProgram]);
    return { id, hand, grades: new Map(Object.entries(experiences)), request, read };
  });
  const short = (await readShortRequests()).map(({ text, useful }) => ({
    id: text,
    hand: SHORT,
    grades: new Map(useful.map((id) => [id, 2])),
    request: ask(text),
  }));
  const development = (await readSet('development')).filter(({ kind }) => kind !== 'off-topic');
  const others = [...development, ...short].map((one) => ({ ...one, read: new Set(readForProgram) }));
  return [...ofBase, ...others];
}

/** Gives requests the facts that `known` has of them: over new fiches, a request forgets that it was answered. */
export function withFactsOf(known: readonly Taught[], requests: readonly Taught[]): readonly Taught[] {
  const size = EXPERIENCE_CRITERIA.length;
  const facts = new Map(known.map((one) => [one.id, one.experiences[0]?.features.slice(size) ?? []]));
  return requests.map((one) => {
    const experiences = one.experiences.map(({ id, features }) => ({
      id,
      features: [...features.slice(0, size), ...(facts.get(one.id) ?? [])],
    }));
    return { ...one, experiences };
  });
}

/** Teaches the requests of the program over fiches of which half are new to the judges, as imported ones are. */
async function teachOverNew(lessons: readonly Lesson[]): Promise<readonly Taught[]> {
  const service = await openServiceOver('half-judged');
  try {
    const ofProgram = lessons.filter(({ hand }) => hand !== NEWSROOM && hand !== SHORT);
    return await teach(ofProgram, leavingOut(service.recommendDependencies, createMatchOnce));
  } finally {
    await service.close();
  }
}

/**
 * Fits the weights on requests, unless they rank these worse than `present`; says nDCG@5 before and after. Each hand,
 * and each part of the newsroom's requests, is predicted by a model that saw none of its requests.
 * @param overNew requests over other fiches, learned from and not measured
 */
export function fitUnlessWorse(
  requests: readonly Taught[],
  overNew: readonly Taught[],
  present: LogisticModel,
): { readonly held: Held; readonly said: readonly string[]; readonly model: LogisticModel | null } {
  const inParts = requests.map((one, index) =>
    one.hand === NEWSROOM ? { ...one, hand: `${NEWSROOM}-${index % NEWSROOM_PARTS}` } : one,
  );
  const held = crossValidate([...inParts, ...overNew]).flatMap(({ predicted }, index) => {
    const request = requests[index];
    return request === undefined ? [] : { request, predicted };
  });
  const before = requests.map((request) => predictRequest(present, request));
  const compared = [null, NEWSROOM].flatMap((hand) => {
    const [old, fitted] = [rank(before, hand), rank(held, hand)];
    const said = `${hand ?? 'toutes'} : nDCG@5 ${describe(old)} avant, ${describe(fitted)} après, ${old.count} demandes`;
    const lost = old.mean - fitted.mean - (hand === null ? ADVANTAGE : 0);
    return old.count === 0 ? [] : { said, isWorse: lost > 0 };
  });
  const isWorse = compared.some((one) => one.isWorse);
  return {
    held,
    said: compared.map(({ said }) => said),
    model: isWorse ? null : fitUsefulness([...requests, ...overNew]),
  };
}

export async function fitWeights(dependencies: RecommendDependencies): Promise<Fitted> {
  const lessons = await readLessons(dependencies);
  console.log('gain attendu', await fitExpectations(dependencies, await readSet('learning')));
  const requests = await teach(lessons, leavingOut(dependencies, createMatchOnce));
  const overNew = withFactsOf(requests, await teachOverNew(lessons));
  const { held, said, model } = fitUnlessWorse(requests, overNew, PRESENT);
  describeReliability(held);
  describeLines(held.filter(({ request }) => request.hand !== SHORT));
  console.log(said.join('\n'));
  if (model === null) return null;
  const fitted = Object.entries(present(FEATURES, model));
  const isCriterion = ([name]: [string, number]) =>
    EXPERIENCE_CRITERIA.some((criterion) => criterion === name);
  return {
    experiences: Object.fromEntries(fitted.filter(isCriterion)),
    relevance: Object.fromEntries(fitted.filter((entry) => !isCriterion(entry))),
  };
}
