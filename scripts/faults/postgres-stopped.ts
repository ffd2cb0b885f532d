/** PostgreSQL is stopped for 5 s, cleanly and then as a power cut would, and started again. */

import { setTimeout as sleep } from 'node:timers/promises';
import { measureReturn } from './measure-return.ts';
import { tryOnServer } from './server-trial.ts';

const BEFORE_MS = 4_000;
const STOPPED_MS = 5_000;

await tryOnServer({
  title: 'PostgreSQL arrêté 5 s, deux fois',
  async fault({ report, services: [service] }, postgres) {
    const from = performance.now();
    for (const mode of ['fast', 'immediate'] as const) {
      await sleep(BEFORE_MS);
      await postgres.stop(mode);
      await sleep(STOPPED_MS);
      await postgres.start();
      const { readyMs, answerMs } = await measureReturn(service?.address ?? '', performance.now());
      report.delay(`Arrêt « ${mode} » : de nouveau prêt`, readyMs);
      report.delay(`Arrêt « ${mode} » : première réponse juste`, answerMs);
    }
    return { from, to: performance.now() };
  },
});
