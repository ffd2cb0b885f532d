/**
 * `npm run fit-weights`: fits the weights of the experiences' criteria on the development requests.
 * Prints the measures by cross-validation (each request ranked with weights fitted on the others)
 * beside those of the weights fitted on all, which flatter.
 *   --write   keeps the weights fitted on all in src/domain/matching/weights.json
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { EXPERIENCE_CRITERIA, type ExperienceCriterion } from '../src/domain/matching/weights.ts';
import { DEFAULT_FIT, type FitRequest, fitWeights, rankWith } from './listwise-fit.ts';
import { type Answered, answerAll } from './measure.ts';
import { estimate, ndcg, recall, reciprocalRank, relevantIds } from './metrics.ts';
import { openService } from './open-service.ts';
import { readRequests } from './requests.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const WEIGHTS_FILE = here('../src/domain/matching/weights.json');

/** What a person would set: meaning and words first, what was chosen, then where. */
const PRIOR: Readonly<Record<ExperienceCriterion, number>> = {
  semantic: 0.35,
  lexical: 0.35,
  themes: 0.08,
  levers: 0.05,
  setting: 0.05,
  kind: 0.015,
  size: 0.015,
  proximity: 0.015,
  recency: 0.005,
};

function toFitRequest({ judged, answer }: Answered): FitRequest {
  const candidates = answer.experiences.map(({ experience, breakdown }) => {
    const values = new Map(breakdown.contributions.map(({ criterion, value }) => [criterion, value]));
    return {
      id: experience.id,
      values: EXPERIENCE_CRITERIA.map((criterion) => values.get(criterion) ?? null),
    };
  });
  return { id: judged.id, candidates, grades: candidates.map(({ id }) => judged.grades.get(id) ?? 0) };
}

function describeMeasures(
  name: string,
  answered: readonly Answered[],
  rankings: readonly (readonly string[])[],
) {
  const mean = (value: (ids: readonly string[], entry: Answered) => number) =>
    estimate(answered.map((entry, index) => value(rankings[index] ?? [], entry)));
  const shown = [
    ['nDCG@5', mean((ids, { judged }) => ndcg(ids, judged.grades, 5))],
    ['rappel@10', mean((ids, { judged }) => recall(ids, relevantIds(judged.grades), 10))],
    ['MRR', mean((ids, { judged }) => reciprocalRank(ids, relevantIds(judged.grades)))],
  ] as const;
  return `${name.padEnd(26)} ${shown
    .map(
      ([label, { mean: value, low, high }]) =>
        `${label} ${value.toFixed(3)} [${low.toFixed(3)} ; ${high.toFixed(3)}]`,
    )
    .join('   ')}`;
}

/** Weights relative to the first, with three decimals: what a person can read in a diff. */
function present(weights: readonly number[]): Record<string, number> {
  const [semantic = 1] = weights;
  return Object.fromEntries(
    EXPERIENCE_CRITERIA.map((criterion, index) => [
      criterion,
      Number(((weights[index] ?? 0) / semantic).toFixed(3)),
    ]),
  );
}

const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const judged = await readRequests(here('profiles.json'), here('judgments.json'), 'hybrid');
const service = await openService('evaluation');
try {
  const complete = judged
    .filter(({ grades }) => relevantIds(grades).size > 0)
    .map((entry) => ({ ...entry, request: { ...entry.request, limit: Number.MAX_SAFE_INTEGER } }));
  const answered = await answerAll(service.essaimage.recommend, complete);
  const requests = answered.map(toFitRequest);
  const prior = EXPERIENCE_CRITERIA.map((criterion) => PRIOR[criterion]);
  const held = requests.map((request, index) =>
    rankWith(
      request,
      fitWeights(
        requests.filter((_, other) => other !== index),
        prior,
        DEFAULT_FIT,
      ),
    ),
  );
  const fitted = fitWeights(requests, prior, DEFAULT_FIT);
  console.log(
    describeMeasures(
      'poids a priori',
      answered,
      requests.map((request) => rankWith(request, prior)),
    ),
  );
  console.log(describeMeasures('validation croisée', answered, held));
  console.log(
    describeMeasures(
      'ajustés sur toutes',
      answered,
      requests.map((request) => rankWith(request, fitted)),
    ),
  );
  console.log(present(fitted));
  if (options.write) {
    const current = z.looseObject({}).parse(JSON.parse(await readFile(WEIGHTS_FILE, 'utf8')));
    await writeFile(
      WEIGHTS_FILE,
      `${JSON.stringify({ ...current, experiences: present(fitted) }, null, 2)}\n`,
    );
  }
} finally {
  await service.close();
}
