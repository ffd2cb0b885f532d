/**
 * Fault: the disk of the database is full for a while, during opinions and imports: first of a PostgreSQL server, which
 * stops when it can no longer write its journal, then of the embedded database.
 */

import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { queryServer, tryOnFolder, tryOnServer } from './trial.ts';

const SERVER_MIB = 200;
const FOLDER_MIB = 220;
const BEFORE_MS = 4_000;
const FULL_MS = 12_000;
/** Switches to a new 4 MB file of the journal. */
const JOURNAL_SWITCHES = 12;

interface SmallDisk {
  readonly directory: string;
  /** Takes all the space left. */
  fill(): Promise<void>;
  free(): Promise<void>;
}

async function fillFile(path: string): Promise<void> {
  const file = await open(path, 'a');
  const piece = Buffer.alloc(1 << 16);
  // A full piece no longer fits near the end: halve it down to a byte.
  for (let size = piece.length; size >= 1; ) {
    const written = await file.write(piece, 0, size).then(
      ({ bytesWritten }) => bytesWritten,
      () => 0,
    );
    if (written < size) size = Math.floor(size / 2);
  }
  await file.close();
}

async function withDisk(mebibytes: number, work: (disk: SmallDisk) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'essaimage-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', directory]);
  if (mounted.status !== 0) throw new Error(`mount a échoué : ${mounted.stderr}`);
  const unmount = () => spawnSync('umount', ['-l', directory]);
  process.once('exit', unmount);
  await chmod(directory, 0o755);
  const filler = join(directory, 'filler');
  try {
    await work({ directory, fill: () => fillFile(filler), free: () => rm(filler, { force: true }) });
  } finally {
    process.off('exit', unmount);
    unmount();
    await rm(directory, { recursive: true, force: true });
  }
}

async function fillJournal(url: string): Promise<void> {
  await queryServer(url, async (query) => {
    for (let n = 0; n < JOURNAL_SWITCHES; n += 1) {
      await query("select pg_switch_wal(), pg_logical_emit_message(true, 'essai', repeat('x', 100000))");
    }
  }).catch(() => {});
}

const tryServer = (disk: SmallDisk) =>
  tryOnServer({
    title: 'Disque plein, serveur PostgreSQL',
    postgres: {
      directory: disk.directory,
      settings: ['min_wal_size=8MB', 'max_wal_size=16MB', 'log_min_messages=panic'],
    },
    async fault({ report, reportReturn }, postgres) {
      await sleep(BEFORE_MS);
      const from = performance.now();
      await disk.fill();
      await sleep(FULL_MS);
      await fillJournal(postgres.url);
      await sleep(BEFORE_MS);
      const isRunning = await postgres.isRunning();
      const state = isRunning ? 'tourne encore' : 's’est arrêté : il faut le relancer';
      report.note('PostgreSQL, sans place pour son journal', state);
      await disk.free();
      if (!isRunning) await postgres.start();
      await reportReturn('Place rendue');
      const to = performance.now();
      await sleep(BEFORE_MS);
      return { from, to };
    },
  });

const tryFolder = (disk: SmallDisk) =>
  tryOnFolder({
    title: 'Disque plein, base embarquée',
    dataFolder: join(disk.directory, 'data'),
    async fault({ reportReturn }) {
      await sleep(BEFORE_MS);
      const from = performance.now();
      await disk.fill();
      await sleep(2 * FULL_MS);
      await disk.free();
      await reportReturn('Place rendue');
      const to = performance.now();
      await sleep(BEFORE_MS);
      return { from, to };
    },
  });

if (process.getuid?.() === 0) {
  await withDisk(SERVER_MIB, tryServer);
  await withDisk(FOLDER_MIB, tryFolder);
} else {
  console.log(
    '## Disque plein\n\nPas essayé : il faut être root pour monter un petit disque (mount -t tmpfs).\n',
  );
}
