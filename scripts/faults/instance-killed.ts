/**
 * Fault: one of two instances is killed while it runs an import, which the other one takes over; then a lone service on
 * an embedded database is killed and started again.
 */

import { exchange, followImport } from './clients.ts';
import { ficheOf } from './traffic.ts';
import { type Trial, tryOnFolder, tryOnServer } from './trial.ts';

const FICHES = 120;
const IMPORT_PAUSE_MS = 8_000;
/** Ample: a dead process is detected after a minute of silence, in a sweep every half minute. */
const TAKEN_OVER_MS = 400_000;

/**
 * Starts a long import and waits until an eighth of it is done.
 * @returns a function that waits for its end on a given instance and reports it
 */
async function startLongImport({ service, token, report }: Trial) {
  const content = Array.from({ length: FICHES }, (_, n) => ficheOf(`voilier-long-${n}`));
  const url = `${service.address}/v1/imports?name=long.json`;
  const { location } = await exchange(url, { method: 'POST', token, content });
  if (location === null) throw new Error('l’import n’a pas été accepté');
  await followImport(`${service.address}${location}`, token, {
    isReached: ({ progress }) => (progress?.done ?? 0) >= FICHES / 8,
  });
  return async (what: string, address: string) => {
    const { state, seconds } = await followImport(`${address}${location}`, token, {
      timeoutMs: TAKEN_OVER_MS,
    });
    report.promise(what, `${seconds.toFixed(0)} s après`, state === 'succeeded');
  };
}

await tryOnServer({
  title: 'kill -9 d’une instance sur deux pendant un import',
  importPauseMs: IMPORT_PAUSE_MS,
  async fault(trial) {
    const reportEnd = await startLongImport(trial);
    const heir = await trial.startAnother();
    const from = performance.now();
    await trial.service.kill();
    await trial.reportReturn('L’autre instance', heir);
    await reportEnd('Import repris par l’autre instance et terminé', heir.address);
    await trial.reportReturn('L’instance tuée, relancée', await trial.startAgain(trial.service));
    return { from, to: performance.now(), mayBreak: true };
  },
});

await tryOnFolder({
  title: 'kill -9 du service pendant un import, base embarquée',
  importPauseMs: IMPORT_PAUSE_MS,
  async fault(trial) {
    const reportEnd = await startLongImport(trial);
    const from = performance.now();
    await trial.service.kill();
    const back = await trial.startAgain(trial.service);
    const startS = (performance.now() - from) / 1_000;
    trial.report.note('Démarrage après la mort, jusqu’à « prêt »', `${startS.toFixed(1)} s`);
    await trial.reportReturn('Relancé', back);
    await reportEnd('Import repris au démarrage et terminé', back.address);
    return { from, to: performance.now(), mayBreak: true };
  },
});
