/**
 * `npm run fit-status`: fits the two regressions that decide the status of an answer, on the questions written for the
 * heads of the model (`subject/head-examples.ts`), which share nothing with `profiles.json`. Prints their errors by
 * cross-validation over families and forms; the head of each question is fitted without its group too.
 *   --write   keeps the weights in src/domain/matching/weights.json
 */
import type { MatchedQuestion } from '../src/application/recommend/match-question.ts';
import type { MatchRequest } from '../src/application/recommend/understand-request.ts';
import { SUBJECT_FEATURES, subjectFeatures } from '../src/domain/matching/decide-status.ts';
import { logitOf } from '../src/domain/matching/linear-head.ts';
import { VAGUENESS_FEATURES, vaguenessFeatures } from '../src/domain/matching/relevance.ts';
import { fitHead } from './fit-head.ts';
import { type Example, fitLogistic, type LogisticModel, predict } from './logistic-fit.ts';
import { createMatchOnce } from './match-once.ts';
import { present, runFit } from './run-fit.ts';
import { ask } from './short-requests.ts';
import {
  type HeadQuestion,
  readCalibrationQuestions,
  readHeadExamples,
  SUBJECT_RIDGE,
  VAGUE_RIDGE,
} from './subject/head-examples.ts';

const FOLDS = 8;

/** Question with its match, and the logit of a head fitted without its group. */
interface Sample extends HeadQuestion {
  readonly matched: MatchedQuestion;
  readonly fold: number;
  readonly logit: number;
}

async function sample(
  questions: readonly HeadQuestion[],
  ridge: number,
  match: (request: MatchRequest) => Promise<MatchedQuestion>,
): Promise<readonly Sample[]> {
  const groups = [...new Set(questions.map(({ group }) => group))].sort();
  const read: (HeadQuestion & { vector: Float32Array; fold: number; matched: MatchedQuestion })[] = [];
  for (const question of questions) {
    const fold = groups.indexOf(question.group) % FOLDS;
    const matched = await match(ask(question.text));
    const [need] = matched.needs;
    if (need !== undefined) read.push({ ...question, vector: need.embedding, fold, matched });
    if (read.length % 200 === 0) process.stderr.write(`${read.length}/${questions.length}\n`);
  }
  const heads = Array.from({ length: FOLDS }, (_, fold) =>
    fitHead(
      read.filter((question) => question.fold !== fold),
      ridge,
    ),
  );
  return read.map(({ vector, ...question }) => {
    const head = heads[question.fold];
    return { ...question, logit: head === undefined ? 0 : logitOf(vector, head) };
  });
}

type FeaturesOf = (sample: Sample) => readonly number[];

const subjectOf: FeaturesOf = ({ matched, logit }) => {
  const values = matched.needs.map(({ question, scored }) =>
    subjectFeatures(
      scored.map(({ candidate }) => candidate),
      question,
    ),
  );
  const [first] = values;
  if (first === undefined) throw new Error('a request has a need');
  return SUBJECT_FEATURES.map((name) => (name === 'leaning' ? logit : first[name]));
};

const vaguenessOf: FeaturesOf = ({ matched, logit }) => {
  const [need] = matched.needs;
  if (need === undefined) throw new Error('a request has a need');
  const values = vaguenessFeatures(need.question);
  return VAGUENESS_FEATURES.map((name) => (name === 'leaning' ? logit : values[name]));
};

function toExample(sample: Sample, featuresOf: FeaturesOf): Example {
  return { features: featuresOf(sample), positive: sample.positive };
}

/** Prints both kinds of errors at each threshold, then the worst ones; returns the regression fitted on all. */
function report(name: string, samples: readonly Sample[], featuresOf: FeaturesOf): LogisticModel {
  const examples = samples.map((one) => toExample(one, featuresOf));
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    fitLogistic(examples.filter((_, index) => samples[index]?.fold !== fold)),
  );
  const held = samples.map((one, index) => {
    const [model, example] = [models[one.fold], examples[index]];
    const probability = model === undefined || example === undefined ? 0 : predict(model, example.features);
    return { ...one, probability };
  });
  const [positive, negative] = [held.filter((one) => one.positive), held.filter((one) => !one.positive)];
  console.log(`\n${name} : ${positive.length} oui, ${negative.length} non`);
  for (const threshold of [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5]) {
    const share = (list: typeof held) =>
      (list.filter(({ probability }) => probability < threshold).length / list.length).toFixed(3);
    console.log(`  seuil ${threshold} : non reconnus ${share(negative)}, oui manqués ${share(positive)}`);
  }
  const worst = (list: typeof held, sign: number) =>
    [...list].sort((a, b) => sign * (a.probability - b.probability)).slice(0, 25);
  for (const { probability, group, text } of [...worst(positive, 1), ...worst(negative, -1)]) {
    console.log(`  ${probability.toFixed(2)} ${group} : ${text.slice(0, 80).replaceAll('\n', ' ')}`);
  }
  return fitLogistic(examples);
}

const round = (value: number) => Number(value.toPrecision(3));

await runFit(async (dependencies) => {
  const match = createMatchOnce(dependencies);
  const examples = await readHeadExamples(await readCalibrationQuestions());
  const subjects = await sample(examples.subject, SUBJECT_RIDGE, match);
  const abstention = present(SUBJECT_FEATURES, report('Dans le sujet', subjects, subjectOf), round);
  const vagues = await sample(examples.vague, VAGUE_RIDGE, match);
  const vagueness = present(VAGUENESS_FEATURES, report('Vague', vagues, vaguenessOf), round);
  return { abstention, vagueness };
});
