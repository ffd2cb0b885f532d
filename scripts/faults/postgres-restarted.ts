/** PostgreSQL is restarted, several times in a row: `--times N`, 5 unless told otherwise. */

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { measureReturn } from './measure-return.ts';
import { tryOnServer } from './server-trial.ts';

const BETWEEN_MS = 3_000;

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });
const times = z.coerce.number().int().min(1).parse(values.times);

await tryOnServer({
  title: `PostgreSQL redémarré ${times} fois`,
  async fault({ report, services: [service] }, postgres) {
    const from = performance.now();
    let [readyMs, answerMs] = [0, 0];
    for (let n = 0; n < times; n += 1) {
      await sleep(BETWEEN_MS);
      await postgres.stop(n % 2 === 0 ? 'fast' : 'immediate');
      await postgres.start();
      const back = await measureReturn(service?.address ?? '', performance.now());
      readyMs = Math.max(readyMs, back.readyMs);
      answerMs = Math.max(answerMs, back.answerMs);
    }
    const to = performance.now();
    await sleep(BETWEEN_MS);
    report.delay('Au pire, de nouveau prêt', readyMs);
    report.delay('Au pire, première réponse juste', answerMs);
    return { from, to };
  },
});
