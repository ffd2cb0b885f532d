/**
 * Fault: PostgreSQL is stopped `--times N` (5), in turn cleanly and by a power cut, for `--stopped N` seconds (0) each.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { measureReturn } from './traffic.ts';
import { tryOnServer } from './trial.ts';

const BETWEEN_MS = 3_000;

const { values } = parseArgs({
  options: { times: { type: 'string', default: '5' }, stopped: { type: 'string', default: '0' } },
});
const times = z.coerce.number().int().min(1).parse(values.times);
const stoppedS = z.coerce.number().min(0).parse(values.stopped);

await tryOnServer({
  title: `PostgreSQL redémarré ${times} fois, après ${stoppedS} s`,
  async fault({ report, service }, postgres) {
    const from = performance.now();
    let [readyMs, answerMs] = [0, 0];
    for (let n = 0; n < times; n += 1) {
      await sleep(BETWEEN_MS);
      await postgres.stop(n % 2 === 0 ? 'fast' : 'immediate');
      await sleep(1_000 * stoppedS);
      await postgres.start();
      const back = await measureReturn(service.address);
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
