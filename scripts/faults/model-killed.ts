/** The thread of the model is ended five times while it works; then three times in a row, faster than it starts. */

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { tryOnFolder } from './folder-trial.ts';
import { measureReturn } from './measure-return.ts';

const PRELOADED = fileURLToPath(new URL('./mortal-model.mjs', import.meta.url));
const APART_MS = 4_000;
const APART_TIMES = 5;
const IN_A_ROW = 3;
const OBEY_MS = 30_000;

const folder = await mkdtemp(join(tmpdir(), 'essaimage-mortal-'));
const order = join(folder, 'die');

/** Resolves once the thread is gone: it takes the order away with it. */
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
    environment: { MORTAL_MODEL_FILE: order, NODE_OPTIONS: `--import ${PRELOADED}` },
    async fault({ report, services: [service] }) {
      const address = service?.address ?? '';
      await sleep(APART_MS);
      const from = performance.now();
      let worst = 0;
      for (let n = 0; n < APART_TIMES; n += 1) {
        await endModel();
        worst = Math.max(worst, (await measureReturn(address, performance.now())).answerMs);
        await sleep(APART_MS);
      }
      report.delay(`Tué ${APART_TIMES} fois, au pire : première réponse juste`, worst);
      for (let n = 0; n < IN_A_ROW; n += 1) await endModel();
      const { answerMs } = await measureReturn(address, performance.now());
      report.delay(`Tué ${IN_A_ROW} fois de suite, dès son retour : première réponse juste`, answerMs);
      return { from, to: performance.now() };
    },
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
