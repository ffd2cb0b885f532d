/**
 * `npm run evaluate`: measures the relevance of the service by the protocol of README.md.
 *   --profiles FILE --judgments FILE   another set of requests
 *   --mode hybrid|semantic|lexical     one leg alone
 *   --json FILE                        the measures, for machines
 *   --details                          what came for each request, worst first
 *   --floors                           fails when a measure is under its floor (floors.json)
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { answerAll, type Measures, measure } from './measure.ts';
import { openService } from './open-service.ts';
import { formatDetails, formatMeasures } from './report.ts';
import { parseMode, readRequests } from './requests.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const floorsSchema = z.strictObject({
  experiences: z.record(z.enum(['ndcg@5', 'recall@10', 'mrr']), z.number()),
  levers: z.record(z.enum(['precision@3']), z.number()),
  offTopicCaught: z.number(),
  falseAbstentions: z.number(),
});

/** The floors that are not reached, one sentence each. */
async function brokenFloors(measures: Measures): Promise<readonly string[]> {
  const floors = floorsSchema.parse(JSON.parse(await readFile(here('floors.json'), 'utf8')));
  const { experiences, levers, abstention } = measures;
  const checks: readonly (readonly [string, number, number])[] = [
    ['nDCG@5', experiences['ndcg@5'].mean, floors.experiences['ndcg@5']],
    ['recall@10', experiences['recall@10'].mean, floors.experiences['recall@10']],
    ['MRR', experiences.mrr.mean, floors.experiences.mrr],
    ['précision@3 des leviers', levers['precision@3'].mean, floors.levers['precision@3']],
    ['hors sujet écartées', abstention.offTopicCaught / abstention.offTopicCount, floors.offTopicCaught],
    ['écartées à tort', -abstention.falseAbstentions.length, -floors.falseAbstentions],
  ];
  return checks
    .filter(([, value, floor]) => value < floor)
    .map(
      ([name, value, floor]) =>
        `${name} : ${Math.abs(value).toFixed(3)}, plancher ${Math.abs(floor).toFixed(3)}`,
    );
}

const { values: options } = parseArgs({
  options: {
    profiles: { type: 'string', default: here('profiles.json') },
    judgments: { type: 'string', default: here('judgments.json') },
    mode: { type: 'string', default: 'hybrid' },
    json: { type: 'string' },
    details: { type: 'boolean', default: false },
    floors: { type: 'boolean', default: false },
  },
});

const requests = await readRequests(options.profiles, options.judgments, parseMode(options.mode));
const service = await openService('evaluation');
try {
  const answered = await answerAll(service.essaimage.recommend, requests);
  const measures = measure(answered);
  if (options.details) console.log(`${formatDetails(answered)}\n`);
  console.log(formatMeasures(measures));
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(measures, null, 2)}\n`);
  const broken = options.floors ? await brokenFloors(measures) : [];
  for (const sentence of broken) console.error(`Sous le plancher — ${sentence}`);
  if (broken.length > 0) process.exitCode = 1;
} finally {
  await service.close();
}
