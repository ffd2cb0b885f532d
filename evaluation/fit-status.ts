/**
 * Fit of the two regressions that decide the status of an answer, on the questions written for the heads of the model
 * (`subject/head-examples.ts`), which share nothing with `profiles.json`. Prints their errors by cross-validation over
 * families and forms; the head of each question is fitted without its group too.
 */
import type { MatchedQuestion } from '../src/application/recommend/match-question.ts';
import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';
import type { MatchRequest } from '../src/application/recommend/understand-request.ts';
import { SUBJECT_FEATURES, subjectFeatures } from '../src/domain/matching/decide-status.ts';
import { sparseLogit, WORDING_DIMENSIONS, wordingOf } from '../src/domain/matching/linear-head.ts';
import { VAGUENESS_FEATURES, vaguenessFeatures } from '../src/domain/matching/relevance.ts';
import { fitHead, type HeadExample } from './fit-head.ts';
import { type Fitted, present } from './fitted.ts';
import { fitLogistic, type LogisticModel, predict } from './logistic-fit.ts';
import { createMatchOnce } from './match-once.ts';
import { ask } from './short-requests.ts';
import {
  type HeadQuestion,
  readCalibrationQuestions,
  readHeadExamples,
  SUBJECT_RIDGE,
  VAGUE_RIDGE,
  WORDING_RIDGE,
} from './subject/head-examples.ts';

const FOLDS = 8;

type SearchedNeed = MatchedQuestion['needs'][number];

/** Question with the vector and the features of its first need. */
interface Sample<F extends string> extends HeadQuestion {
  readonly fold: number;
  readonly vector: Float32Array;
  readonly values: Readonly<Record<F, number>>;
}

async function sample<F extends string>(
  questions: readonly HeadQuestion[],
  match: (request: MatchRequest) => Promise<MatchedQuestion>,
  valuesOf: (need: SearchedNeed) => Sample<F>['values'],
): Promise<readonly Sample<F>[]> {
  const groups = [...new Set(questions.map(({ group }) => group))].sort();
  const read: Sample<F>[] = [];
  for (const question of questions) {
    const fold = groups.indexOf(question.group) % FOLDS;
    const [need] = (await match(ask(question.text))).needs;
    if (need !== undefined) read.push({ ...question, fold, vector: need.embedding, values: valuesOf(need) });
    if (read.length % 200 === 0) process.stderr.write(`${read.length}/${questions.length}\n`);
  }
  return read;
}

/** Gives each sample, as the feature of a name, the logit of a head fitted without its group. */
function withHead<F extends string>(
  samples: readonly Sample<F>[],
  name: NoInfer<F>,
  { size, ridge }: { readonly size: number; readonly ridge: number },
  vectorOf: (sample: Sample<F>) => HeadExample['vector'],
): readonly Sample<F>[] {
  const examples = samples.map((one) => ({ one, vector: vectorOf(one), positive: one.positive }));
  const heads = Array.from({ length: FOLDS }, (_, fold) =>
    fitHead(
      examples.filter(({ one }) => one.fold !== fold),
      size,
      ridge,
    ),
  );
  return examples.map(({ one, vector }) => {
    const head = heads[one.fold];
    const logit = head === undefined ? 0 : sparseLogit(vector.entries(), head);
    return { ...one, values: { ...one.values, [name]: logit } };
  });
}

/** Prints both kinds of errors at each threshold, then the worst ones; returns the regression fitted on all. */
function report<F extends string>(
  name: string,
  features: readonly F[],
  samples: readonly Sample<F>[],
): LogisticModel {
  const examples = samples.map(({ values, positive }) => ({
    features: features.map((feature) => values[feature]),
    positive,
  }));
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
  for (const threshold of [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5]) {
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

const subjectOf = ({ question, scored }: SearchedNeed) =>
  subjectFeatures(
    scored.map(({ candidate }) => candidate),
    question,
  );

export async function fitStatus(dependencies: RecommendDependencies): Promise<Fitted> {
  const match = createMatchOnce(dependencies);
  const { dimensions: size } = dependencies.embedder;
  const examples = await readHeadExamples(await readCalibrationQuestions());
  const read = await sample(examples.subject, match, subjectOf);
  const leaning = withHead(read, 'leaning', { size, ridge: SUBJECT_RIDGE }, ({ vector }) => vector);
  const wording = { size: WORDING_DIMENSIONS, ridge: WORDING_RIDGE };
  const subjects = withHead(leaning, 'wording', wording, ({ text }) => wordingOf(text));
  const abstention = present(SUBJECT_FEATURES, report('Dans le sujet', SUBJECT_FEATURES, subjects), round);
  const told = await sample(examples.vague, match, ({ question }) => vaguenessFeatures(question));
  const vagues = withHead(told, 'leaning', { size, ridge: VAGUE_RIDGE }, ({ vector }) => vector);
  const vagueness = present(VAGUENESS_FEATURES, report('Vague', VAGUENESS_FEATURES, vagues), round);
  return { abstention, vagueness };
}
