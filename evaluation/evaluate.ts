/**
 * `npm run evaluate`: measures the relevance of the service by the protocol of README.md.
 *   --profiles FILE --judgments FILE   reads another set of requests
 *   --mode hybrid|semantic|lexical     both legs (default) or one alone
 *   --baselines                        runs the other engines too, and tests each against the service
 *   --details                          prints expected experiences, results and criteria of each request
 *   --json FILE                        writes the results as JSON
 *   --plot FILE                        plots the engines side by side, as SVG
 *   --floors                           fails when a measure is under its floor (floors.json); the ranking is
 *                                      judged by its cross-validated figures
 *   --write-reference                  keeps this run as the reference of later ones
 *   --write-readme                     writes the tables of results into README.md
 * `--plot` and `--write-readme` run the baselines.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createFrenchStemmer } from '../src/adapters/text/snowball-stemmer.ts';
import { DEFAULT_WEIGHTS } from '../src/domain/matching/weights.ts';
import { readCorpus } from './corpus.ts';
import { crossValidate, matchRequests, PRIOR } from './cross-validation.ts';
import { formatDetails } from './details.ts';
import { runBaselines, runOfAnswers } from './engines.ts';
import { findBrokenFloors } from './floors.ts';
import { answerAll, estimateRanking, measure } from './measure.ts';
import { openService } from './open-service.ts';
import { drawEngines } from './plot.ts';
import { describeResults, replaceSection } from './readme.ts';
import { compareWithReference, makeReference, readReference, writeReference } from './reference.ts';
import { formatResults } from './report.ts';
import { readVocabulary } from './request-groups.ts';
import { type JudgedRequest, parseMode, readRequests } from './requests.ts';
import { compareEngines, compareWithBestLeg, type EvaluationResults, measureGroups } from './results.ts';

const FOLDER = 'evaluation';
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const { values: options } = parseArgs({
  options: {
    profiles: { type: 'string', default: here('profiles.json') },
    judgments: { type: 'string', default: here('judgments.json') },
    mode: { type: 'string', default: 'hybrid' },
    baselines: { type: 'boolean', default: false },
    details: { type: 'boolean', default: false },
    json: { type: 'string' },
    plot: { type: 'string' },
    floors: { type: 'boolean', default: false },
    'write-reference': { type: 'boolean', default: false },
    'write-readme': { type: 'boolean', default: false },
  },
});

/** False on another set than the development one, on which weights are fitted: its figures are already held out. */
const needsCrossValidation =
  options.mode === 'hybrid' &&
  resolve(options.profiles) === here('profiles.json') &&
  resolve(options.judgments) === here('judgments.json');

function checkOptions(): void {
  const { mode, baselines, plot } = options;
  const needsService =
    baselines || plot !== undefined || options['write-reference'] || options['write-readme'];
  if (mode === 'hybrid' || !needsService) return;
  throw new Error(
    `--mode ${mode} mesure une jambe seule : retirez-le pour comparer les moteurs ou enregistrer les résultats.`,
  );
}

async function answerWithService(requests: readonly JudgedRequest[]) {
  const service = await openService(FOLDER);
  try {
    const answered = await answerAll(service.essaimage.recommend, requests);
    const matched = needsCrossValidation ? await matchRequests(service.recommendDependencies, requests) : [];
    const held = matched.length > 1 ? crossValidate(matched, DEFAULT_WEIGHTS, PRIOR) : null;
    return { answered, crossValidated: held === null ? null : estimateRanking([...held.values()]) };
  } finally {
    await service.close();
  }
}

checkOptions();
const requests = await readRequests(options.profiles, options.judgments, parseMode(options.mode));
const corpus = await readCorpus();
const vocabulary = readVocabulary(corpus, createFrenchStemmer());
const { answered, crossValidated } = await answerWithService(requests);
const current = makeReference(answered);
if (options['write-reference']) await writeReference(here('reference.json'), current);
const reference = await readReference(here('reference.json'));
const comparison = compareWithReference(current, reference);
const withBaselines = options.baselines || options.plot !== undefined || options['write-readme'];
const engines = withBaselines
  ? compareEngines([runOfAnswers(answered), ...(await runBaselines(FOLDER, requests, corpus))])
  : [];
const results: EvaluationResults = {
  ...measure(answered),
  crossValidated,
  ranking: { version: current.weights, model: current.model },
  requestCount: requests.length,
  groups: measureGroups(answered, vocabulary),
  engines,
  bestLeg: compareWithBestLeg(engines),
  reference: comparison && { weights: reference.weights, comparison },
};

if (options.details) console.log(`${formatDetails(answered, vocabulary)}\n`);
console.log(formatResults(results));
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`);
if (options.plot !== undefined) await writeFile(options.plot, await drawEngines(results.engines));
if (options['write-readme']) await replaceSection(here('README.md'), 'results', describeResults(results));
const broken = options.floors
  ? await findBrokenFloors(here('floors.json'), results, crossValidated ?? undefined)
  : [];
for (const sentence of broken) console.error(`Sous le plancher — ${sentence}`);
if (broken.length > 0) process.exitCode = 1;
