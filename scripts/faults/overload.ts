/**
 * Offers a service twenty times what it can serve, and says what became of its promises:
 *
 *   npm run faults -- overload            on an embedded database
 *   DATABASE_URL=… npm run faults -- overload
 *   DATA_DIR=… npm run faults -- overload        on a folder that is already indexed
 *
 * Fails when a promise breaks that owes nothing to the machine (statuses, memory), or when too little was offered to
 * say. Times are reported.
 */

import { spawn } from 'node:child_process';
import { Agent } from 'node:http';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ask, type Outcome, offerClosed, offerOpen } from './offered-load.ts';
import { type ServiceProcess, startService } from './service-process.ts';

const PORT = 3_990;
const FACTOR = 20;
/** What is late is caught up at a bounded rate: less may be offered on a machine that is too busy. */
const MIN_FACTOR = 15;
const MEASURE_MS = 8_000;
const OVERLOAD_MS = 20_000;
const CONNECTIONS = [1, 2, 4] as const;
/** Asked by this process, which has its share of the machine: what a client on another one would see. */
const PROBES_PER_SECOND = 40;
const MAX_GROWTH_BYTES = 256 * 2 ** 20;
const GENERATOR = fileURLToPath(new URL('./offer-load.ts', import.meta.url));
const GENERATOR_PRIORITY = 10;

const outcomesSchema = z.array(
  z.object({ status: z.number(), hasRetryAfter: z.boolean(), durationMs: z.number() }),
);

const accepted = (outcomes: readonly Outcome[]) => outcomes.filter(({ status }) => status === 200);

function quantile(outcomes: readonly Outcome[], share: number): number {
  const sorted = outcomes.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The best rate of answers among a few numbers of connections, in answers a second. */
async function measureMaximum(address: string) {
  await offerClosed(address, 2, MEASURE_MS / 4);
  const tries = [];
  for (const connections of CONNECTIONS) {
    const outcomes = accepted(await offerClosed(address, connections, MEASURE_MS));
    tries.push({ perSecond: (outcomes.length * 1_000) / MEASURE_MS, p50: quantile(outcomes, 0.5) });
  }
  return tries.reduce((best, each) => (each.perSecond > best.perSecond ? each : best));
}

/** The generator leaves the machine to the service. */
async function overload(address: string, perSecond: number): Promise<readonly Outcome[]> {
  const args = ['--import', 'tsx', GENERATOR, address, String(perSecond), String(OVERLOAD_MS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.pid !== undefined) setPriority(child.pid, GENERATOR_PRIORITY);
  let written = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) written += chunk;
  return outcomesSchema.parse(JSON.parse(written));
}

/** Until a request is answered as fast as before, or nearly. */
async function measureRecovery(address: string, usualMs: number): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const startedAt = performance.now();
  for (;;) {
    const { status, durationMs } = await ask(address, agent);
    const elapsedMs = performance.now() - startedAt;
    if ((status === 200 && durationMs <= Math.max(3 * usualMs, 200)) || elapsedMs > 60_000) {
      agent.destroy();
      return elapsedMs;
    }
    await sleep(100);
  }
}

async function watchMemory(service: ServiceProcess, signal: AbortSignal): Promise<readonly number[]> {
  const seen: number[] = [];
  while (!signal.aborted) {
    seen.push(await service.residentBytes());
    await sleep(500);
  }
  return seen;
}

async function measure(service: ServiceProcess) {
  const best = await measureMaximum(service.address);
  const before = await service.residentBytes();
  const ending = new AbortController();
  const watching = watchMemory(service, ending.signal);
  const [outcomes, probes] = await Promise.all([
    overload(service.address, FACTOR * best.perSecond),
    // The generator takes a moment to start: these end before it does.
    offerOpen(service.address, PROBES_PER_SECOND, OVERLOAD_MS),
  ]);
  const recoveryMs = await measureRecovery(service.address, best.p50);
  ending.abort();
  return { best, outcomes, probes, recoveryMs, before, peak: Math.max(...(await watching)) };
}

const isRefused = ({ status, hasRetryAfter }: Outcome) => status === 503 && hasRetryAfter;

/** « 408 × 3, rompues × 2 » */
function describeOthers(others: readonly Outcome[]): string {
  const counts = new Map<number, number>();
  for (const { status } of others) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${status === 0 ? 'rompues' : status} × ${count}`).join(', ');
}

const whole = (value: number) => value.toFixed(0);
const mebibytes = (bytes: number) => `${whole(bytes / 2 ** 20)} Mio`;
const verdict = (isKept: boolean) => (isKept ? 'tenu' : 'NON TENU');

function report({
  best,
  outcomes,
  probes,
  recoveryMs,
  before,
  peak,
}: Awaited<ReturnType<typeof measure>>): boolean {
  const served = accepted(outcomes);
  const seen = accepted(probes);
  const all = [...outcomes, ...probes];
  const refused = all.filter(isRefused);
  const others = all.filter((outcome) => outcome.status !== 200 && !isRefused(outcome));
  const goodput = ((served.length + seen.length) * 1_000) / OVERLOAD_MS;
  const offered = (outcomes.length * 1_000) / OVERLOAD_MS;
  const isOverloaded = offered >= MIN_FACTOR * best.perSecond;
  const p99 = quantile(seen, 0.99);
  const isBounded = peak - before <= MAX_GROWTH_BYTES;
  const rows = [
    [
      'Débit maximal, sans surcharge',
      `${best.perSecond.toFixed(1)} réponses/s (p50 ${whole(best.p50)} ms)`,
      '',
    ],
    [
      `Demandes offertes ≥ ${MIN_FACTOR} fois le maximum, ou rien n’est éprouvé`,
      `${whole(offered)}/s pendant ${OVERLOAD_MS / 1_000} s`,
      verdict(isOverloaded),
    ],
    [
      'Acceptées, vues du générateur surchargé : p50, p99',
      `${whole(quantile(served, 0.5))} et ${whole(quantile(served, 0.99))} ms`,
      '',
    ],
    [
      `Acceptées, vues d’un client à part (${seen.length} réponses) : p50`,
      `${whole(quantile(seen, 0.5))} ms`,
      '',
    ],
    ['Acceptées, vues d’un client à part : p99 ≤ 1 s', `${whole(p99)} ms`, verdict(p99 <= 1_000)],
    [
      'Débit utile ≥ 80 % du maximum',
      `${goodput.toFixed(1)}/s, ${whole((100 * goodput) / best.perSecond)} %`,
      verdict(goodput >= 0.8 * best.perSecond),
    ],
    ['Refusées par 503 avec Retry-After', `${whole((100 * refused.length) / all.length)} %`, ''],
    [
      'Autres statuts et connexions rompues : 0',
      `${others.length} ${describeOthers(others)}`.trim(),
      verdict(others.length === 0),
    ],
    ['Retour à la normale ≤ 5 s', `${whole(recoveryMs)} ms`, verdict(recoveryMs <= 5_000)],
    [
      `Mémoire : au plus ${mebibytes(MAX_GROWTH_BYTES)} de plus`,
      `${mebibytes(before)} puis ${mebibytes(peak)} au plus haut`,
      verdict(isBounded),
    ],
  ];
  console.log(`## Surcharge : ${FACTOR} fois ce que le service peut servir\n`);
  console.log('| promesse ou mesure | valeur | |\n|---|---|---|');
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  return others.length === 0 && isBounded && isOverloaded;
}

const { DATABASE_URL, DATA_DIR } = process.env;
const service = await startService(PORT, {
  ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }),
  ...(DATA_DIR === undefined ? {} : { DATA_DIR }),
});
try {
  if (!report(await measure(service))) process.exitCode = 1;
} finally {
  await service.stop();
}
