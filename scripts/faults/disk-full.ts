/**
 * The disk of the database is full for a while, during opinions and imports: that of a PostgreSQL server, where it
 * stops when it cannot write its journal any more, and that of the embedded database.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { tryOnFolder } from './folder-trial.ts';
import { queryServer } from './kept-writes.ts';
import { measureReturn } from './measure-return.ts';
import type { OwnPostgres } from './own-postgres.ts';
import { tryOnServer } from './server-trial.ts';
import { canMakeDisks, makeSmallDisk, type SmallDisk } from './small-disk.ts';
import type { Trial } from './trial.ts';

const SERVER_MIB = 200;
const FOLDER_MIB = 220;
const BEFORE_MS = 4_000;
const FULL_MS = 12_000;
/** Each asks for a new file of the journal, of 4 MB. */
const JOURNAL_SWITCHES = 12;

async function fillJournal({ url }: OwnPostgres): Promise<void> {
  await queryServer(url, async (query) => {
    for (let n = 0; n < JOURNAL_SWITCHES; n += 1) {
      await query("select pg_switch_wal(), pg_logical_emit_message(true, 'essai', repeat('x', 100000))");
    }
  }).catch(() => {});
}

async function freeAndMeasure({ report, services: [service] }: Trial, disk: SmallDisk) {
  await disk.free();
  return async (startServer: () => Promise<void>) => {
    await startServer();
    const { readyMs, answerMs } = await measureReturn(service?.address ?? '', performance.now());
    report.delay('Place rendue : prêt', readyMs);
    report.delay('Place rendue : première réponse juste', answerMs);
  };
}

async function tryServer(disk: SmallDisk): Promise<void> {
  await tryOnServer({
    title: 'Disque plein, serveur PostgreSQL',
    postgres: {
      directory: disk.directory,
      settings: ['min_wal_size=8MB', 'max_wal_size=16MB', 'log_min_messages=panic'],
    },
    async fault(trial, postgres) {
      await sleep(BEFORE_MS);
      const from = performance.now();
      await disk.fill();
      await sleep(FULL_MS);
      await fillJournal(postgres);
      await sleep(BEFORE_MS);
      const hasStopped = !(await postgres.isRunning());
      trial.report.note(
        'PostgreSQL, sans place pour son journal',
        hasStopped ? 's’est arrêté : il faut le relancer' : 'tourne encore',
      );
      const measure = await freeAndMeasure(trial, disk);
      await measure(async () => {
        if (!(await postgres.isRunning())) await postgres.start();
      });
      const to = performance.now();
      await sleep(BEFORE_MS);
      return { from, to };
    },
  });
}

async function tryFolder(disk: SmallDisk): Promise<void> {
  await tryOnFolder({
    title: 'Disque plein, base embarquée',
    dataFolder: `${disk.directory}/data`,
    async fault(trial) {
      await sleep(BEFORE_MS);
      const from = performance.now();
      await disk.fill();
      await sleep(2 * FULL_MS);
      const measure = await freeAndMeasure(trial, disk);
      await measure(async () => {});
      const to = performance.now();
      await sleep(BEFORE_MS);
      return { from, to };
    },
  });
}

async function withDisk(mebibytes: number, work: (disk: SmallDisk) => Promise<void>): Promise<void> {
  const disk = await makeSmallDisk(mebibytes);
  try {
    await work(disk);
  } finally {
    await disk.remove();
  }
}

if (canMakeDisks) {
  await withDisk(SERVER_MIB, tryServer);
  await withDisk(FOLDER_MIB, tryFolder);
} else {
  console.log(
    '## Disque plein\n\nPas essayé : il faut être root pour monter un petit disque (mount -t tmpfs).\n',
  );
}
