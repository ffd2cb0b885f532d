import type { Recommend, RecommendRequest } from '../src/application/recommend/recommend.ts';
import type { Recommendation } from '../src/application/recommend/recommendation.ts';
import { isDomainError } from '../src/domain/errors.ts';
import { isRanked } from './measure.ts';
import { type Estimate, estimateOver, ndcg, precision, relevantIds } from './metrics.ts';
import { hidingNothing, type JudgedRequest } from './requests.ts';

type Answer = Pick<Recommendation, 'status' | 'experiences' | 'levers'>;

export interface Answered {
  readonly judged: JudgedRequest;
  readonly answer: Answer;
  /** The experiences of the same answer when six are asked. */
  readonly firstSix: Answer['experiences'];
}

/** Number of first experiences that the measures look at, as many as the defaults show. */
const SHOWN = 5;
/** Number of first experiences among which a need is covered. */
const NEEDS_DEPTH = 6;

/**
 * Sends a request and, when it has several needs, the same for six experiences. A code that is not of the kind written
 * beside it is sent alone: a visitor chooses both at once.
 */
async function answerOne(recommend: Recommend, judged: JudgedRequest): Promise<Answered> {
  const ask = (request: RecommendRequest): Promise<Answer> =>
    recommend(request).catch((error: unknown) => {
      const { territory } = request;
      if (territory?.kind == null || !isDomainError(error, 'territory-unknown')) throw error;
      return ask({ ...request, territory: { ...territory, kind: null } });
    });
  const answer = await ask(judged.request);
  const isShort = judged.needs.length > 0 && judged.request.limit < NEEDS_DEPTH;
  const longer = isShort ? await ask({ ...judged.request, limit: NEEDS_DEPTH }) : answer;
  return { judged, answer, firstSix: longer.experiences.slice(0, NEEDS_DEPTH) };
}

/** Answers of the service to the same requests. */
export interface AllAnswered {
  /** With the defaults of a visitor. */
  readonly served: readonly Answered[];
  /** With nothing hidden; empty when that is not asked. */
  readonly full: readonly Answered[];
}

/**
 * Sends the requests one after the other, each twice `inFull`, while the service remembers its vectors.
 * @param recommendTo use case that answers a hand
 */
export async function answerAll(
  recommendTo: (hand: string) => Recommend,
  requests: readonly JudgedRequest[],
  inFull: boolean,
): Promise<AllAnswered> {
  const [served, full]: [Answered[], Answered[]] = [[], []];
  for (const judged of requests) {
    const recommend = recommendTo(judged.hand);
    served.push(await answerOne(recommend, judged));
    const whole = { ...judged, request: hidingNothing(judged.request) };
    if (inFull) full.push(await answerOne(recommend, whole));
    if (served.length % 100 === 0) process.stderr.write(`${served.length}/${requests.length}\n`);
  }
  return { served, full };
}

export function experienceIds({ answer }: Pick<Answered, 'answer'>): readonly string[] {
  return answer.experiences.map(({ experience }) => experience.id);
}

function saysNothingClose({ status, experiences }: Answer): boolean {
  return experiences.length === 0 || status === 'partial' || status === 'no_match';
}

/** Returns a value in [0, 1] for each thing that counts in an answer. */
type Values = (answered: Answered) => readonly number[];

/** Keeps to the requests that an experience answers. */
const whereUseful =
  (values: Values): Values =>
  (answered) =>
    isRanked(answered.judged) ? values(answered) : [];

function firstShown({ judged, answer }: Answered) {
  const useful = relevantIds(judged.grades);
  return answer.experiences.slice(0, SHOWN).map(({ experience, level }) => ({
    isUseful: useful.has(experience.id),
    isUseless: (judged.grades.get(experience.id) ?? 0) === 0,
    isClose: level === 'close',
  }));
}

/** Measures of the answers, each in [0, 1]; README.md defines them. */
export const MEASURES = [
  'ndcg@5',
  'useless',
  'falseAbsence',
  'empty',
  'nothingClose',
  'toldAbsent',
  'needs',
  'usefulClose',
  'closeUseful',
  'levers',
  'offTopic',
  'declined',
] as const;
export type Measure = (typeof MEASURES)[number];
/** Means over what counts; a measure that nothing counts for is absent. */
export type Measures = Readonly<Partial<Record<Measure, Estimate>>>;

const VALUES: Readonly<Record<Measure, Values>> = {
  'ndcg@5': whereUseful((answered) => [ndcg(experienceIds(answered), answered.judged.grades, SHOWN)]),
  useless: whereUseful((answered) => firstShown(answered).map(({ isUseless }) => Number(isUseless))),
  falseAbsence: whereUseful((answered) => [Number(!firstShown(answered).some(({ isUseful }) => isUseful))]),
  empty: whereUseful(({ answer }) => [Number(answer.experiences.length === 0)]),
  nothingClose: whereUseful(({ judged, answer }) =>
    judged.needs.some(({ experiences }) => experiences.length === 0)
      ? []
      : [Number(saysNothingClose(answer))],
  ),
  toldAbsent: ({ judged, answer }) =>
    isRanked(judged) || judged.kind === 'off-topic' ? [] : [Number(saysNothingClose(answer))],
  needs: ({ judged, firstSix }) => {
    const ids = new Set(firstSix.map(({ experience }) => experience.id));
    return judged.needs
      .filter(({ experiences }) => experiences.length > 0)
      .map(({ experiences }) => Number(experiences.some((id) => ids.has(id))));
  },
  closeUseful: (answered) =>
    answered.judged.kind === 'off-topic'
      ? []
      : firstShown(answered)
          .filter(({ isClose }) => isClose)
          .map(({ isUseful }) => Number(isUseful)),
  usefulClose: (answered) =>
    firstShown(answered)
      .filter(({ isUseful }) => isUseful)
      .map(({ isClose }) => Number(isClose)),
  levers: whereUseful(({ judged, answer }) =>
    judged.levers.size === 0
      ? []
      : [
          precision(
            answer.levers.map(({ lever }) => lever.id),
            judged.levers,
            3,
          ),
        ],
  ),
  offTopic: ({ judged, answer }) =>
    judged.kind === 'off-topic' ? [Number(answer.status === 'no_match')] : [],
  declined: ({ judged, answer }) =>
    judged.kind === 'off-topic' ? [] : [Number(answer.status === 'no_match')],
};

/** Measures the answers by the protocol of README.md; the intervals draw whole requests. */
export function measure(answered: readonly Answered[], names: readonly Measure[] = MEASURES): Measures {
  const estimates = names.map((name) => [name, estimateOver(answered.map(VALUES[name]))] as const);
  return Object.fromEntries(estimates.filter(([, { count }]) => count > 0));
}
