/** Fault: the thread of the model is killed five times while it works, then three times in a row at its return. */

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { preload } from './service-process.ts';
import { measureReturn } from './traffic.ts';
import { tryOnFolder } from './trial.ts';

const APART_MS = 4_000;
const APART_TIMES = 5;
const IN_A_ROW = 3;
const OBEY_MS = 30_000;

/** File whose appearance makes the thread of the model delete it and exit. */
const order = join(tmpdir(), `essaimage-mortal-${process.pid}`);
const MORTAL_MODEL = `
  import { rmSync } from 'node:fs';
  import { isMainThread, workerData } from 'node:worker_threads';
  if (!isMainThread && JSON.stringify(workerData ?? '').includes('embedding-worker')) {
    setInterval(() => {
      try {
        rmSync(${JSON.stringify(order)});
      } catch {
        return;
      }
      process.exit(1);
    }, 20).unref();
  }`;

async function endModel(): Promise<void> {
  writeFileSync(order, '');
  const giveUpAt = performance.now() + OBEY_MS;
  while (existsSync(order)) {
    if (performance.now() > giveUpAt) throw new Error('le fil du modèle n’a pas reçu l’ordre de finir');
    await sleep(10);
  }
}

try {
  await tryOnFolder({
    title: 'Fil du modèle tué',
    environment: preload(MORTAL_MODEL),
    async fault({ report, service: { address } }) {
      await sleep(APART_MS);
      const from = performance.now();
      let worst = 0;
      for (let n = 0; n < APART_TIMES; n += 1) {
        await endModel();
        worst = Math.max(worst, (await measureReturn(address)).answerMs);
        await sleep(APART_MS);
      }
      report.delay(`Tué ${APART_TIMES} fois, au pire : première réponse juste`, worst);
      for (let n = 0; n < IN_A_ROW; n += 1) await endModel();
      const { answerMs } = await measureReturn(address);
      report.delay(`Tué ${IN_A_ROW} fois de suite, dès son retour : première réponse juste`, answerMs);
      return { from, to: performance.now() };
    },
  });
} finally {
  rmSync(order, { force: true });
}
