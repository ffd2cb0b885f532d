/**
 * Fault: the clock of two instances jumps an hour on, an hour back, a day on and back, during imports, while the clock
 * of their PostgreSQL stays right; then the clock of a lone service whose clients have reached their rate limit.
 */

import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange } from './clients.ts';
import { preload } from './service-process.ts';
import { measureReturn } from './traffic.ts';
import { tryAlone, tryOnServer } from './trial.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const JUMPS: readonly (readonly [string, number])[] = [
  ['une heure en avant', HOUR],
  ['retour à l’heure', 0],
  ['une heure en arrière', -HOUR],
  ['un jour en avant', DAY],
  ['un jour en arrière', 0],
];
const APART_MS = 5_000;
const LIMIT = 30;
const WINDOW_S = 60;

/** File with the offset of the service's dates, in seconds. Elapsed time is not moved, as when a real clock jumps. */
const offset = join(tmpdir(), `essaimage-clock-${process.pid}`);
const setClock = (seconds: number) => writeFileSync(offset, String(seconds));
const MOVED_CLOCK = `
  import { readFileSync } from 'node:fs';
  const RealDate = Date;
  let offsetMs = 0;
  const read = () => {
    offsetMs = Number(readFileSync(${JSON.stringify(offset)}, 'utf8')) * 1_000;
  };
  read();
  setInterval(read, 20).unref();
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length === 0 ? [RealDate.now() + offsetMs] : given));
    }
    static now() {
      return RealDate.now() + offsetMs;
    }
  };`;

async function tryInstances(): Promise<void> {
  await tryOnServer({
    title: 'Saut d’horloge, deux instances d’une base',
    importPauseMs: 3_000,
    environment: preload(MOVED_CLOCK),
    async fault({ report, service, startAnother }) {
      await startAnother();
      const from = performance.now();
      let worst = 0;
      for (const [, seconds] of JUMPS) {
        await sleep(APART_MS);
        setClock(seconds);
        worst = Math.max(worst, (await measureReturn(service.address)).answerMs);
      }
      await sleep(APART_MS);
      report.note('Sauts', JUMPS.map(([name]) => name).join(', '));
      report.delay('Au pire, première réponse juste après un saut', worst);
      return { from, to: performance.now() };
    },
  });
}

/** Sends more requests than the limit allows; returns the longest `Retry-After`, in seconds. */
async function askBeyondLimit(address: string) {
  const statuses = new Set<number>();
  let waitS = 0;
  for (let n = 0; n < LIMIT + 5; n += 1) {
    const { status, retryAfterS } = await exchange(`${address}/v1/themes`);
    statuses.add(status);
    waitS = Math.max(waitS, retryAfterS ?? 0);
  }
  return { isLimited: statuses.has(429) && statuses.size <= 2, waitS };
}

async function tryLimits(): Promise<void> {
  setClock(DAY);
  const title = 'Saut d’horloge, limite de requêtes d’un service seul';
  const environment = { ...preload(MOVED_CLOCK), RATE_LIMIT_PER_MINUTE: String(LIMIT) };
  await tryAlone({ title, environment }, async ({ report, service }) => {
    await askBeyondLimit(service.address);
    setClock(0);
    const { isLimited, waitS } = await askBeyondLimit(service.address);
    report.promise('Limite tenue après un jour en arrière', isLimited ? '429' : 'non', isLimited);
    report.promise('Attente annoncée ≤ 60 s', `${waitS} s`, waitS <= WINDOW_S);
    await sleep(1_000 * Math.min(waitS + 0.5, WINDOW_S + 5));
    const { status } = await exchange(`${service.address}/v1/themes`);
    report.promise('Servi une fois l’attente passée', String(status), status === 200);
  });
}

setClock(0);
try {
  await tryInstances();
  await tryLimits();
} finally {
  rmSync(offset, { force: true });
}
