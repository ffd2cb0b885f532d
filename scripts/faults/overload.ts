/**
 * Offers a service twenty times the load that it can serve, and reports which promises it kept:
 *
 *   npm run faults -- overload            on an embedded database
 *   DATABASE_URL=… npm run faults -- overload
 *   DATA_DIR=… npm run faults -- overload        on an existing data folder
 *
 * Fails on wrong statuses, on memory growth, or when the offered load was too low to conclude. Times are only reported.
 */

import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { timeOf } from './clients.ts';
import { createFaultReport } from './report.ts';
import { type ServiceProcess, startService } from './service-process.ts';
import { nextQuestion } from './traffic.ts';

const FACTOR = 20;
/** Least offered load that proves something: on a busy machine the generator falls behind. */
const MIN_FACTOR = 15;
const MEASURE_MS = 8_000;
const OVERLOAD_MS = 20_000;
const CONNECTIONS = [1, 2, 4, 8] as const;
/** Addresses of this machine that ask in turn: one alone has four questions in flight at most. */
const CLIENTS = 64;
/** Light load from this process, which stands for a client on another machine. */
const PROBES_PER_SECOND = 40;
const GENERATOR_PRIORITY = 10;

/** `status` is 0 when the connection broke. */
const outcomeSchema = z.object({ status: z.number(), hasRetryAfter: z.boolean(), durationMs: z.number() });
type Outcome = z.output<typeof outcomeSchema>;

function ask(address: string, agent: Agent): Promise<Outcome> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, hasRetryAfter: boolean) =>
      resolve({ status, hasRetryAfter, durationMs: performance.now() - startedAt });
    const sent = request(`${address}${nextQuestion()}`, { agent }, (answer) => {
      answer.resume();
      answer.once('end', () => end(answer.statusCode ?? 0, 'retry-after' in answer.headers));
      answer.once('error', () => end(0, false));
    });
    sent.once('error', () => end(0, false));
    sent.end();
  });
}

/** Gives the agents of several clients in turn, each at its own address, with `maxSockets` connections each. */
function createClients(count: number, maxSockets = Number.POSITIVE_INFINITY) {
  const agents = Array.from(
    { length: count },
    (_, index) => new Agent({ keepAlive: true, maxSockets, localAddress: `127.0.1.${index + 1}` }),
  );
  let turn = 0;
  return {
    next(): Agent {
      const agent = agents[turn++ % count];
      if (agent === undefined) throw new RangeError('there is at least one client');
      return agent;
    },
    close(): void {
      for (const agent of agents) agent.destroy();
    },
  };
}

/** Keeps each of the connections, one a client, busy with one request after the other. */
async function offerClosed(
  address: string,
  connections: number,
  durationMs: number,
): Promise<readonly Outcome[]> {
  const clients = createClients(connections, 1);
  const endAt = performance.now() + durationMs;
  const outcomes: Outcome[] = [];
  const askInTurn = async () => {
    const agent = clients.next();
    while (performance.now() < endAt) outcomes.push(await ask(address, agent));
  };
  await Promise.all(Array.from({ length: connections }, askInTurn));
  clients.close();
  return outcomes;
}

const TICK_MS = 10;
/** Most that a late generator speeds up: catching up all at once would be another load. */
const MAX_HASTE = 2;

/** Sends `perSecond` requests, without waiting for the previous ones. */
async function offerOpen(
  address: string,
  perSecond: number,
  durationMs: number,
): Promise<readonly Outcome[]> {
  const clients = createClients(CLIENTS);
  const startedAt = performance.now();
  const asking: Promise<Outcome>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const elapsedMs = Math.min(performance.now() - startedAt, durationMs);
      const most = asking.length + (MAX_HASTE * perSecond * TICK_MS) / 1_000;
      while (asking.length < Math.min(most, (elapsedMs * perSecond) / 1_000))
        asking.push(ask(address, clients.next()));
      if (elapsedMs < durationMs) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
  const outcomes = await Promise.all(asking);
  clients.close();
  return outcomes;
}

const accepted = (outcomes: readonly Outcome[]) => outcomes.filter(({ status }) => status === 200);

/** Returns the best throughput over a few numbers of connections, in answers per second, and its median time. */
async function measureMaximum(address: string) {
  await offerClosed(address, 2, MEASURE_MS / 4);
  const tries = [];
  for (const connections of CONNECTIONS) {
    const outcomes = accepted(await offerClosed(address, connections, MEASURE_MS));
    tries.push({ perSecond: (outcomes.length * 1_000) / MEASURE_MS, p50: timeOf(outcomes, 0.5) });
  }
  return tries.reduce((best, each) => (each.perSecond > best.perSecond ? each : best));
}

/** Runs this file in another process of lower priority, which leaves the processors to the service. */
async function overload(address: string, perSecond: number): Promise<readonly Outcome[]> {
  const args = ['--import', 'tsx', fileURLToPath(import.meta.url), address, String(perSecond)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.pid !== undefined) setPriority(child.pid, GENERATOR_PRIORITY);
  let written = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) written += chunk;
  return z.array(outcomeSchema).parse(JSON.parse(written));
}

/** Returns the milliseconds until a request takes at most three times the usual time, or 200 ms; 60 s at most. */
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
    // The generator starts later than the probes, so they end before it does.
    offerOpen(service.address, PROBES_PER_SECOND, OVERLOAD_MS),
  ]);
  const recoveryMs = await measureRecovery(service.address, best.p50);
  ending.abort();
  return { best, outcomes, probes, recoveryMs, before, peak: Math.max(...(await watching)) };
}

const isRefused = ({ status, hasRetryAfter }: Outcome) => status === 503 && hasRetryAfter;

function report({ best, outcomes, probes, recoveryMs, before, peak }: Awaited<ReturnType<typeof measure>>) {
  const { note, target, promise, memory, print } = createFaultReport(
    `Surcharge : ${FACTOR} fois ce que le service peut servir`,
  );
  const whole = (value: number) => value.toFixed(0);
  const [served, seen] = [accepted(outcomes), accepted(probes)];
  const all = [...outcomes, ...probes];
  const refused = all.filter(isRefused);
  const others = all.filter((outcome) => outcome.status !== 200 && !isRefused(outcome));
  const goodput = ((served.length + seen.length) * 1_000) / OVERLOAD_MS;
  const offered = (outcomes.length * 1_000) / OVERLOAD_MS;
  const [p50, p99] = [timeOf(seen, 0.5), timeOf(seen, 0.99)];
  note(
    'Débit maximal, sans surcharge',
    `${best.perSecond.toFixed(1)} réponses/s (p50 ${whole(best.p50)} ms)`,
  );
  promise(
    `Demandes offertes ≥ ${MIN_FACTOR} fois le maximum, ou rien n’est éprouvé`,
    `${whole(offered)}/s pendant ${OVERLOAD_MS / 1_000} s`,
    offered >= MIN_FACTOR * best.perSecond,
  );
  note(
    'Acceptées, vues du générateur surchargé : p50, p99',
    `${whole(timeOf(served, 0.5))} et ${whole(timeOf(served, 0.99))} ms`,
  );
  note(`Acceptées, vues d’un client à part (${seen.length} réponses) : p50`, `${whole(p50)} ms`);
  target('Acceptées, vues d’un client à part : p99 ≤ 1 s', `${whole(p99)} ms`, p99 <= 1_000);
  target(
    'Débit utile ≥ 80 % du maximum',
    `${goodput.toFixed(1)}/s, ${whole((100 * goodput) / best.perSecond)} %`,
    goodput >= 0.8 * best.perSecond,
  );
  note('Refusées par 503 avec Retry-After', `${whole((100 * refused.length) / all.length)} %`);
  promise(
    'Autres statuts et connexions rompues : 0',
    `${others.length} ${[...new Set(others.map(({ status }) => status))].join(', ')}`.trim(),
    others.length === 0,
  );
  target('Retour à la normale ≤ 5 s', `${whole(recoveryMs)} ms`, recoveryMs <= 5_000);
  memory(before, peak);
  print();
}

async function tryOverload(): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = process.env;
  const service = await startService({
    ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }),
    ...(DATA_DIR === undefined ? {} : { DATA_DIR }),
  });
  report(await measure(service).finally(() => service.stop()));
}

const [address, perSecond] = process.argv.slice(2);
if (address === undefined) await tryOverload();
else process.stdout.write(JSON.stringify(await offerOpen(address, Number(perSecond), OVERLOAD_MS)));
