/**
 * The clock of two instances jumps, an hour on, an hour back, a day on, and back, during imports, while that of their
 * PostgreSQL goes on; then that of a lone service whose clients are at their limit of requests.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { freePorts } from '../../test/operations/free-port.ts';
import { createMovedClock, type MovedClock } from './clock.ts';
import { exchange } from './exchange.ts';
import { createFaultReport } from './fault-report.ts';
import { queryServer } from './kept-writes.ts';
import { measureReturn } from './measure-return.ts';
import { tryOnServer } from './server-trial.ts';
import { startService } from './service-process.ts';
import { installSmallCorpus } from './service-under-fault.ts';

const HOUR = 3_600;
const JUMPS: readonly (readonly [string, number])[] = [
  ['une heure en avant', HOUR],
  ['retour à l’heure', 0],
  ['une heure en arrière', -HOUR],
  ['un jour en avant', 24 * HOUR],
  ['un jour en arrière', 0],
];
const APART_MS = 5_000;
const LIMIT = 30;
const WINDOW_MS = 60_000;

const attemptsSchema = z.array(z.object({ attempt: z.int() }));

async function tryInstances(clock: MovedClock): Promise<void> {
  await tryOnServer({
    title: 'Saut d’horloge, deux instances d’une base',
    importPauseMs: 3_000,
    environment: clock.environment,
    async fault({ report, services: [service], startAnother }, postgres) {
      await startAnother();
      const from = performance.now();
      let worst = 0;
      for (const [, seconds] of JUMPS) {
        await sleep(APART_MS);
        await clock.set(seconds);
        worst = Math.max(worst, (await measureReturn(service?.address ?? '', performance.now())).answerMs);
      }
      await sleep(APART_MS);
      report.note('Sauts', JUMPS.map(([name]) => name).join(', '));
      report.delay('Au pire, première réponse juste après un saut', worst);
      const to = performance.now();
      await queryServer(postgres.url, async (query) => {
        const rows = await query("select attempt from import_jobs where state <> 'queued'");
        const attempts = attemptsSchema.parse(rows).map(({ attempt }) => attempt);
        const again = attempts.filter((attempt) => attempt > 1).length;
        report.note('Imports vivants repris par une autre instance', `${again} sur ${attempts.length}`);
      });
      return { from, to };
    },
  });
}

/** The statuses of more requests than the limit allows, and the wait that the last one is told, in seconds. */
async function askBeyondLimit(address: string) {
  const statuses = new Set<number>();
  let waitS = 0;
  for (let n = 0; n < LIMIT + 5; n += 1) {
    const { status, retryAfterS } = await exchange(`${address}/v1/themes`);
    statuses.add(status);
    waitS = Math.max(waitS, retryAfterS ?? 0);
  }
  return { isLimited: statuses.has(429) && [...statuses].every((each) => [200, 429].includes(each)), waitS };
}

async function tryLimits(clock: MovedClock): Promise<void> {
  const report = createFaultReport('Saut d’horloge, limite de requêtes d’un service seul');
  const installation = await installSmallCorpus();
  const [port = 0] = await freePorts(1);
  await clock.set(24 * HOUR);
  const service = await startService(port, {
    ...installation.environment,
    ...clock.environment,
    RATE_LIMIT_PER_MINUTE: String(LIMIT),
  });
  try {
    await askBeyondLimit(service.address);
    await clock.set(0);
    const { isLimited, waitS } = await askBeyondLimit(service.address);
    report.promise('Limite tenue après un jour en arrière', isLimited ? '429' : 'non', isLimited);
    report.promise('Attente annoncée ≤ 60 s', `${waitS} s`, waitS <= WINDOW_MS / 1_000);
    await sleep(Math.min(waitS * 1_000 + 500, WINDOW_MS + 5_000));
    const { status } = await exchange(`${service.address}/v1/themes`);
    report.promise('Servi une fois l’attente passée', String(status), status === 200);
  } finally {
    await service.stop();
    await installation.remove();
  }
  report.print();
}

const clock = await createMovedClock();
try {
  await tryInstances(clock);
  await tryLimits(clock);
} finally {
  await clock.remove();
}
