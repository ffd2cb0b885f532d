/**
 * Fit of the probability that an experience is useful, which ranks experiences and draws the line between the levels:
 * a logistic regression on the first experiences of judged requests. Constants that are not fitted here (scales of the
 * criteria, synonyms) are not held out.
 */
import type { MatchRequest } from '../src/application/recommend/understand-request.ts';
import { REQUEST_FEATURES, requestFeatures } from '../src/domain/matching/relevance.ts';
import { countedValue, experienceCriteria } from '../src/domain/matching/score-experiences.ts';
import { DEFAULT_WEIGHTS, EXPERIENCE_CRITERIA } from '../src/domain/matching/weights.ts';
import { heldOutByHand } from './held-out.ts';
import { fitLogistic, type LogisticModel, predict } from './logistic-fit.ts';
import type { MatchOnce } from './match-once.ts';
import { USEFUL } from './measure.ts';
import type { Grades } from './metrics.ts';

export const FEATURES = [...EXPERIENCE_CRITERIA, ...REQUEST_FEATURES] as const;
export type Feature = (typeof FEATURES)[number];

/** Experiences of each request that teach, the first ones. */
const DEPTH = 25;

/** Request as the fit reads it, with the features of its first experiences, for its whole text. */
export interface Taught {
  readonly id: string;
  readonly hand: string;
  readonly grades: Grades;
  readonly experiences: readonly { readonly id: string; readonly features: readonly number[] }[];
}

/** Request to learn from. */
export interface Lesson extends Pick<Taught, 'id' | 'hand' | 'grades'> {
  readonly request: MatchRequest;
  /** Ids of the experiences that were read for it, those without a grade being useless; absent, all were read. */
  readonly read?: ReadonlySet<string>;
}

/** Matches requests, each hand without its own judgments; those off the subject must be left out. */
export async function teach(
  requests: readonly Lesson[],
  matchTo: (hand: string) => MatchOnce,
): Promise<readonly Taught[]> {
  const taught: Taught[] = [];
  for (const { id, hand, grades, request, read } of requests) {
    const { question, scored } = (await matchTo(hand)(request)).whole;
    const ofRequest = requestFeatures(question, DEFAULT_WEIGHTS.vagueness);
    const judged = scored.filter(({ candidate: { experience } }) => read?.has(experience.id) !== false);
    const experiences = judged.slice(0, DEPTH).map(({ candidate }) => {
      const criteria = experienceCriteria(candidate, question);
      const features = [
        ...EXPERIENCE_CRITERIA.map((name) => countedValue(criteria, name)),
        ...REQUEST_FEATURES.map((name) => ofRequest[name]),
      ];
      return { id: candidate.experience.id, features };
    });
    taught.push({ id, hand, grades, experiences });
    if (taught.length % 100 === 0) process.stderr.write(`${taught.length}/${requests.length}\n`);
  }
  return taught;
}

/** @param left feature to leave out: its value is the same for all */
export function fitUsefulness(requests: readonly Taught[], left: Feature | null = null): LogisticModel {
  return fitLogistic(
    requests.flatMap(({ grades, experiences }) =>
      experiences.map(({ id, features }) => ({
        features: features.map((value, index) => (FEATURES[index] === left ? 0 : value)),
        positive: (grades.get(id) ?? 0) >= USEFUL,
      })),
    ),
  );
}

/** Experience with the probability given by a model that saw no request of the same hand. */
export interface Predicted {
  readonly id: string;
  readonly probability: number;
  readonly isUseful: boolean;
}

/** The regression that the service has. */
export const PRESENT: LogisticModel = {
  bias: DEFAULT_WEIGHTS.relevance.bias,
  weights: FEATURES.map((name) => ({ ...DEFAULT_WEIGHTS.experiences, ...DEFAULT_WEIGHTS.relevance })[name]),
};

/** Experiences of a request, the most probable first. */
export interface PredictedRequest {
  readonly request: Taught;
  readonly predicted: readonly Predicted[];
}

export function predictRequest(model: LogisticModel, request: Taught): PredictedRequest {
  const predicted = request.experiences.map(({ id, features }) => ({
    id,
    probability: predict(model, features),
    isUseful: (request.grades.get(id) ?? 0) >= USEFUL,
  }));
  return { request, predicted: predicted.sort((a, b) => b.probability - a.probability) };
}

export function crossValidate(
  requests: readonly Taught[],
  left: Feature | null = null,
): readonly PredictedRequest[] {
  return heldOutByHand(requests, (others) => fitUsefulness(others, left), predictRequest);
}
