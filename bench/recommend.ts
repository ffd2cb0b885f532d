/**
 * `npm run bench`: what a recommendation costs on the embedded database, warm, against the bare
 * embedding of the same text, alternately in the same run: the ratio holds on a noisy machine.
 *   --rounds N   passes over the questions (default 20)
 *   --ceiling R  fails when the ratio of the medians is above R
 */
import { parseArgs } from 'node:util';
import { openService } from '../evaluation/open-service.ts';
import { parseConfig } from '../src/config.ts';
import { createApp } from '../src/http/app.ts';

const QUESTIONS: readonly (readonly [string, string])[] = [
  [
    '200044394',
    "expérimenter une caisse alimentaire (sécurité sociale de l'alimentation) avec tirage au sort d'habitants, qui pilote ?",
  ],
  ['200058014', 'une plateforme de réemploi des matériaux de construction opérée par une structure de l’ESS'],
  [
    '89418',
    'trop de vitrines vides dans la rue principale : boutique à l’essai, foncière solidaire, tiers-lieu',
  ],
  ['35238', 'autopartage en coopérative'],
  ['23131', 'reprendre la dernière épicerie du village avec les habitants, en coopérative ou en association'],
];

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, ceiling: { type: 'string' } },
});
const rounds = Number(options.rounds);
const service = await openService('evaluation');
const app = await createApp({
  essaimage: service.essaimage,
  config: { ...parseConfig({}).http, rateLimitPerMinute: 1_000_000 },
  logLevel: 'silent',
});

async function post(code: string, priorities: string): Promise<void> {
  const response = await app.inject({
    method: 'POST',
    url: '/v1/recommendations',
    payload: { territory: { code }, priorities },
  });
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}: ${response.body}`);
}

const embedding: number[] = [];
const request: number[] = [];
try {
  for (let round = -3; round < rounds; round += 1) {
    for (const [code, priorities] of QUESTIONS) {
      const bare = await timed(() => service.recommendDependencies.embedder.embedQuery(priorities));
      const whole = await timed(() => post(code, priorities));
      if (round < 0) continue;
      embedding.push(bare);
      request.push(whole);
    }
  }
} finally {
  await app.close();
  await service.close();
}

const line = (name: string, values: readonly number[]) =>
  `${name.padEnd(28)} p50 ${quantile(values, 0.5).toFixed(2)} ms   p95 ${quantile(values, 0.95).toFixed(2)} ms`;
const ratio = quantile(request, 0.5) / quantile(embedding, 0.5);
console.log(line('vectorisation seule', embedding));
console.log(line('POST /v1/recommendations', request));
console.log(`rapport des médianes         ${ratio.toFixed(2)}`);
if (options.ceiling !== undefined && ratio > Number(options.ceiling)) {
  console.error(`Au-dessus du plafond de ${options.ceiling}.`);
  process.exitCode = 1;
}
