/**
 * `npm run fit-status`: fits the two regressions that decide the status of an answer, on the questions of
 * `scripts/calibration-questions.json`, which share nothing with `profiles.json`. Prints the leave-one-out errors (the
 * question is left out of its prototype too), then the probabilities of the development requests, which took no part.
 *   --write   keeps the weights in src/domain/matching/weights.json
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { meanDirection } from '../src/adapters/embedding/common/mean-direction.ts';
import type { MatchedQuestion, MatchRequest } from '../src/application/recommend/match-question.ts';
import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';
import { SUBJECT_FEATURES, subjectFeatures } from '../src/domain/matching/decide-status.ts';
import type { QuestionPrototypes } from '../src/domain/matching/question-leanings.ts';
import { VAGUENESS_FEATURES, vaguenessFeatures } from '../src/domain/matching/vagueness.ts';
import { type Example, fitLogistic, type LogisticModel, leaveOneOut, predict } from './logistic-fit.ts';
import { createMatchOnce } from './match-once.ts';
import { openService } from './open-service.ts';
import { readRequests } from './requests.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const WEIGHTS_FILE = here('../src/domain/matching/weights.json');
const QUESTIONS_FILE = here('../scripts/calibration-questions.json');

type Kind = keyof QuestionPrototypes;
interface Sample {
  readonly kind: Kind;
  readonly text: string;
  readonly embedding: Float32Array;
}

const questionsSchema = z.object({
  offTopic: z.array(z.string()),
  onTopic: z.array(z.object({ question: z.string() })),
  unanswered: z.array(z.string()),
  keywords: z.array(z.string()),
  vague: z.array(z.string()),
});

async function readSamples({ embedder }: RecommendDependencies): Promise<readonly Sample[]> {
  const questions = questionsSchema.parse(JSON.parse(await readFile(QUESTIONS_FILE, 'utf8')));
  const specific = [
    ...questions.onTopic.map(({ question }) => question),
    ...questions.unanswered,
    ...questions.keywords,
  ];
  const texts: readonly (readonly [Kind, readonly string[]])[] = [
    ['specific', specific],
    ['vague', questions.vague],
    ['offTopic', questions.offTopic],
  ];
  const samples: Sample[] = [];
  for (const [kind, list] of texts) {
    for (const text of list) samples.push({ kind, text, embedding: await embedder.embedQuery(text) });
  }
  return samples;
}

function prototypesWithout(left: Sample, samples: readonly Sample[]): QuestionPrototypes {
  const direction = (kind: Kind) => [
    ...meanDirection(
      samples.filter((sample) => sample !== left && sample.kind === kind).map(({ embedding }) => embedding),
    ),
  ];
  return { specific: direction('specific'), vague: direction('vague'), offTopic: direction('offTopic') };
}

function ask(priorities: string): MatchRequest {
  return {
    territory: null,
    setting: null,
    priorities,
    themes: [],
    levers: [],
    exclude: [],
    mode: 'hybrid',
    audience: 'public',
  };
}

async function matchSamples(samples: readonly Sample[], dependencies: RecommendDependencies) {
  const { embedder } = dependencies;
  const matched: MatchedQuestion[] = [];
  for (const sample of samples) {
    const calibration = { ...embedder.calibration, prototypes: prototypesWithout(sample, samples) };
    const match = createMatchOnce({ ...dependencies, embedder: { ...embedder, calibration } });
    matched.push(await match(ask(sample.text)));
  }
  return matched;
}

function subjectExample({ scored, question }: MatchedQuestion): readonly number[] {
  const features = subjectFeatures(
    scored.map(({ candidate }) => candidate),
    question,
  );
  return SUBJECT_FEATURES.map((name) => features[name]);
}

function vaguenessExample({ question }: MatchedQuestion): readonly number[] {
  const features = vaguenessFeatures(question);
  return VAGUENESS_FEATURES.map((name) => features[name]);
}

function report(name: string, examples: readonly Example[], texts: readonly string[]): LogisticModel {
  const probabilities = leaveOneOut(examples);
  const loss = examples.map(({ positive }, index) => {
    const probability = probabilities[index] ?? 0;
    return -Math.log(positive ? probability : 1 - probability);
  });
  const wrong = examples.flatMap(({ positive }, index) => {
    const probability = probabilities[index] ?? 0;
    return probability > 0.5 === positive ? [] : [`  ${probability.toFixed(2)} ${texts[index]}`];
  });
  const mean = loss.reduce((sum, value) => sum + value, 0) / loss.length;
  console.log(`\n${name} : ${wrong.length} erreurs sur ${examples.length}, perte ${mean.toFixed(3)}`);
  for (const line of wrong) console.log(line);
  return fitLogistic(examples);
}

function present<F extends string>(names: readonly F[], { bias, weights }: LogisticModel) {
  const round = (value: number) => Number(value.toPrecision(3));
  return {
    bias: round(bias),
    ...Object.fromEntries(names.map((name, index) => [name, round(weights[index] ?? 0)])),
  };
}

async function fitRegressions(dependencies: RecommendDependencies) {
  const samples = await readSamples(dependencies);
  const matched = await matchSamples(samples, dependencies);
  const all = samples.flatMap(({ kind, text }, index) => {
    const match = matched[index];
    return match === undefined ? [] : [{ kind, text, match }];
  });
  const onSubject = all.filter(({ kind }) => kind !== 'offTopic');
  const subject = report(
    'Dans le sujet ?',
    all.map(({ kind, match }) => ({ features: subjectExample(match), positive: kind !== 'offTopic' })),
    all.map(({ text }) => text),
  );
  const vague = report(
    'Vague ?',
    onSubject.map(({ kind, match }) => ({ features: vaguenessExample(match), positive: kind === 'vague' })),
    onSubject.map(({ text }) => text),
  );
  return { subject, vague };
}

async function showDevelopment(
  { subject, vague }: { subject: LogisticModel; vague: LogisticModel },
  dependencies: RecommendDependencies,
) {
  console.log('\nRequêtes de développement sans thème ni levier choisi (sujet, vague)');
  const match = createMatchOnce(dependencies);
  for (const { id, kind, request } of await readRequests(
    here('profiles.json'),
    here('judgments.json'),
    'hybrid',
  )) {
    if (request.themes.length + request.levers.length > 0) continue;
    const matched = await match(request);
    const [p, v] = [predict(subject, subjectExample(matched)), predict(vague, vaguenessExample(matched))];
    console.log(`  ${p.toFixed(2)} ${v.toFixed(2)} ${id} ${kind} ${request.priorities.slice(0, 60)}`);
  }
}

const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const service = await openService('evaluation');
try {
  const dependencies = service.recommendDependencies;
  const fitted = await fitRegressions(dependencies);
  await showDevelopment(fitted, dependencies);
  const abstention = present(SUBJECT_FEATURES, fitted.subject);
  const vagueness = present(VAGUENESS_FEATURES, fitted.vague);
  console.log({ abstention, vagueness });
  if (options.write) {
    const current = z
      .looseObject({
        version: z.string(),
        experiences: z.unknown(),
        diversity: z.unknown(),
        levers: z.unknown(),
        vagueness: z.looseObject({}),
        abstention: z.looseObject({}),
      })
      .parse(JSON.parse(await readFile(WEIGHTS_FILE, 'utf8')));
    const weights = {
      ...current,
      vagueness: { ...current.vagueness, ...vagueness },
      abstention: { ...current.abstention, ...abstention },
    };
    await writeFile(WEIGHTS_FILE, `${JSON.stringify(weights, null, 2)}\n`);
  }
} finally {
  await service.close();
}
