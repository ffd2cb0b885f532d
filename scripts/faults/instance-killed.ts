/**
 * One of two instances is killed while it runs an import: the other one takes it over. Then the same with a lone
 * service on an embedded database, which is started again.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { exchange } from './exchange.ts';
import { tryOnFolder } from './folder-trial.ts';
import { measureReturn } from './measure-return.ts';
import { tryOnServer } from './server-trial.ts';
import { ficheOf } from './traffic.ts';
import type { Trial } from './trial.ts';

const FICHES = 120;
const IMPORT_PAUSE_MS = 8_000;
/** A dead process is found after a minute of silence, within half a minute. */
const TAKEN_OVER_MS = 400_000;

const jobSchema = z.object({
  state: z.string(),
  progress: z.object({ done: z.number() }).nullable(),
});

/** A long import, and what waits until it is so. */
async function askLongImport({ services: [service], token }: Trial) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const fiches = Array.from({ length: FICHES }, (_, n) => ficheOf(`voilier-long-${n}`));
  const url = `${service?.address}/v1/imports?name=long.json`;
  const { location } = await exchange(url, { method: 'POST', headers, body: JSON.stringify(fiches) });
  if (location === null) throw new Error('l’import n’a pas été accepté');
  return async (address: string, isSo: (job: z.output<typeof jobSchema>) => boolean) => {
    const startedAt = performance.now();
    for (;;) {
      const { status, body } = await exchange(`${address}${location}`, { headers });
      if (status === 200 && isSo(jobSchema.parse(body))) return performance.now() - startedAt;
      if (performance.now() - startedAt > TAKEN_OVER_MS) return Number.POSITIVE_INFINITY;
      await sleep(100);
    }
  };
}

const hasBegun = ({ progress }: z.output<typeof jobSchema>) => (progress?.done ?? 0) >= FICHES / 8;

async function killTheOneThatImports(trial: Trial) {
  const { report, services } = trial;
  const [doomed] = services;
  if (doomed === undefined) throw new Error('un service tourne');
  const until = await askLongImport(trial);
  await until(doomed.address, hasBegun);
  const heir = await trial.startAnother();
  const from = performance.now();
  await doomed.kill();
  const { readyMs, answerMs } = await measureReturn(heir.address, from);
  report.delay('L’autre instance : prête', readyMs);
  report.delay('L’autre instance : première réponse juste', answerMs);
  const takenMs = await until(heir.address, ({ state }) => state === 'succeeded');
  report.promise(
    'Import repris par l’autre instance et terminé',
    `${(takenMs / 1_000).toFixed(0)} s après`,
    Number.isFinite(takenMs),
  );
  const back = await trial.startAgain(doomed);
  report.delay(
    'L’instance tuée, relancée : première réponse juste',
    (await measureReturn(back.address, performance.now())).answerMs,
  );
  return { from, to: performance.now(), mayBreak: true };
}

async function killTheLoneOne(trial: Trial) {
  const { report, services } = trial;
  const [doomed] = services;
  if (doomed === undefined) throw new Error('un service tourne');
  const until = await askLongImport(trial);
  await until(doomed.address, hasBegun);
  const from = performance.now();
  await doomed.kill();
  const back = await trial.startAgain(doomed);
  report.note(
    'Démarrage après la mort, jusqu’à « prêt »',
    `${((performance.now() - from) / 1_000).toFixed(1)} s`,
  );
  report.delay(
    'Une fois prêt : première réponse juste',
    (await measureReturn(back.address, performance.now())).answerMs,
  );
  const endedMs = await until(back.address, ({ state }) => state === 'succeeded');
  report.promise(
    'Import repris au démarrage et terminé',
    `${(endedMs / 1_000).toFixed(0)} s après`,
    Number.isFinite(endedMs),
  );
  return { from, to: performance.now(), mayBreak: true };
}

await tryOnServer({
  title: 'kill -9 d’une instance sur deux pendant un import',
  importPauseMs: IMPORT_PAUSE_MS,
  fault: killTheOneThatImports,
});
await tryOnFolder({
  title: 'kill -9 du service pendant un import, base embarquée',
  importPauseMs: IMPORT_PAUSE_MS,
  fault: killTheLoneOne,
});
