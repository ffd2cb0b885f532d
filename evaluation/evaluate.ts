/**
 * `npm run evaluate`: measures the answers to a visitor on 3,300 requests, by the protocol of README.md. The service
 * answers each hand without what it judged.
 *   --set development|learning        another set of the repository
 *   --profiles FILE --judgments FILE  a set kept apart
 *   --sample                          every tenth request, as many of each hand and sort
 *   --hands w1,w2                     the requests of these hands alone
 *   --variant typing|capitals|no-accents|dictated   the same requests, written otherwise
 *   --fiches half-judged|unjudged     the same corpus, whose fiches are new to the judges, half of them or all
 *   --fiches new-half                 half-judged, but the new ones alone are asked for and count
 *   --precedents N                    the memory of N judged requests of the other hands, always the same ones
 *   --all                             the two sets, then the sample, its variants and the fiches
 *   --details                         prints expected experiences, results and criteria of each request
 *   --json FILE                       writes the results as JSON
 *   --floors                          the cases that have bounds (floors.json); fails when a measure is out of them
 *   --write-readme                    records the results (recorded.json) and writes the tables into README.md
 *   --as-today                        records them as the former ones, instead of the last ones
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { answerOnly, createRecommend } from '../src/application/recommend/recommend.ts';
import { DEFAULT_WEIGHTS } from '../src/domain/matching/weights.ts';
import { CASES, type Case, nameOf } from './cases.ts';
import { readCorpus } from './corpus.ts';
import { formatDetails } from './details.ts';
import { runBaselines } from './engines.ts';
import { askForNew, FICHES, openServiceOver } from './fiches.ts';
import { findBrokenFloors, readFloors } from './floors.ts';
import { leavingOut } from './left-out.ts';
import { openService } from './open-service.ts';
import { describeHeadline, describeRecorded, replaceSection } from './readme.ts';
import { publish, readRecorded, record } from './recorded.ts';
import { formatResults } from './report.ts';
import { type JudgedRequest, readFiles, readSet, SETS, sampleOf } from './requests.ts';
import { compareEngines, gather, type Results } from './results.ts';
import { answerAll } from './served.ts';
import { labelOf } from './tables.ts';
import { asVariant, VARIANTS } from './variants.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'learning' },
    profiles: { type: 'string' },
    judgments: { type: 'string' },
    sample: { type: 'boolean', default: false },
    hands: { type: 'string' },
    variant: { type: 'string' },
    fiches: { type: 'string' },
    precedents: { type: 'string' },
    all: { type: 'boolean', default: false },
    details: { type: 'boolean', default: false },
    json: { type: 'string' },
    floors: { type: 'boolean', default: false },
    'write-readme': { type: 'boolean', default: false },
    'as-today': { type: 'boolean', default: false },
  },
});
const { precedents, ...options } = z
  .object({
    set: z.enum(SETS),
    variant: z.enum(VARIANTS).nullable().default(null),
    fiches: z.enum(FICHES).nullable().default(null),
    precedents: z.coerce.number().int().min(0).optional(),
  })
  .parse(values);

if ((values.profiles === undefined) !== (values.judgments === undefined))
  throw new Error('Un jeu gardé à part a deux fichiers : donnez --profiles et --judgments.');
const isApart = [values.hands, values.profiles, values.precedents].some((value) => value !== undefined);
if (isApart && values['write-readme'])
  throw new Error('Seuls les jeux du dépôt, toutes mains comprises, entrent dans le README.');

/** One request in ten, of each hand and sort. */
const SAMPLED = 10;

async function readCase({ set, part, variant, fiches }: Case): Promise<readonly JudgedRequest[]> {
  const { profiles, judgments, hands } = values;
  const all = await (profiles !== undefined && judgments !== undefined
    ? readFiles({ profiles, judgments })
    : readSet(set));
  const chosen = all.filter(({ hand }) => hands === undefined || hands.split(',').includes(hand));
  const kept = part === 'sample' ? sampleOf(chosen, SAMPLED) : chosen;
  const written = variant === null ? kept : kept.map((judged) => asVariant(judged, variant));
  return fiches === 'new-half' ? askForNew(written) : written;
}

async function run(one: Case): Promise<Results> {
  const requests = await readCase(one);
  const service = await (one.fiches === null ? openService('evaluation') : openServiceOver(one.fiches));
  try {
    const { recommendDependencies } = service;
    const recommendTo = leavingOut(
      recommendDependencies,
      (parts) => answerOnly(createRecommend(parts)),
      precedents,
    );
    const isPlain = one.variant === null && one.fiches === null && precedents === undefined;
    const answered = await answerAll(recommendTo, requests, isPlain);
    const baselines = isPlain ? await runBaselines(requests, await readCorpus()) : [];
    if (values.details) console.log(`${formatDetails(isPlain ? answered.full : answered.served)}\n`);
    const model = recommendDependencies.embedder.modelId;
    return gather(
      answered,
      { weights: DEFAULT_WEIGHTS.version, model },
      isPlain ? compareEngines(answered, baselines) : [],
    );
  } finally {
    await service.close();
  }
}

/** Records results, and writes the tables and sentences that tell them. */
async function keep(one: Case, results: Results): Promise<void> {
  const write = (file: string, content: string) =>
    replaceSection(fileURLToPath(new URL(file, import.meta.url)), 'results', content);
  await write(
    'README.md',
    describeRecorded(await record(one, values['as-today'] ? 'today' : 'after', results)),
  );
  if (nameOf(one) !== nameOf(CASES[0])) return;
  await publish(results);
  await write('../README.md', describeHeadline(results));
}

const floors = await readFloors();
const asked: Case = { ...options, part: values.sample ? 'sample' : 'whole' };
const bounded = CASES.filter((one) => floors[nameOf(one)] !== undefined);
for (const one of values.floors ? bounded : values.all ? CASES : [asked]) {
  const results = await run(one);
  const before = isApart ? undefined : (await readRecorded())[nameOf(one)]?.today;
  console.log(`${formatResults(isApart ? 'jeu donné' : labelOf(one), results, before)}\n`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
  if (values['write-readme']) await keep(one, results);
  const broken = findBrokenFloors(values.floors ? (floors[nameOf(one)] ?? {}) : {}, results.served);
  for (const sentence of broken) console.error(`Hors des bornes — ${sentence}`);
  if (broken.length > 0) process.exitCode = 1;
}
