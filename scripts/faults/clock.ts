/**
 * The clock of the processes that are given it, moved while they run: libfaketime for PostgreSQL, a replaced `Date` for
 * a service, whose threads libfaketime leaves waiting for each other.
 */

import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PRELOADED = fileURLToPath(new URL('./moved-clock.mjs', import.meta.url));

export interface MovedClock {
  /** Of a PostgreSQL whose clock it is; null where libfaketime is not installed. */
  readonly ofPostgres: Readonly<Record<string, string>> | null;
  readonly ofService: Readonly<Record<string, string>>;
  /** @param seconds from the time of the machine, either way */
  set(seconds: number): Promise<void>;
  remove(): Promise<void>;
}

function findLibrary(): string | null {
  const folders = readdirSync('/usr/lib', { withFileTypes: true }).filter((each) => each.isDirectory());
  const files = folders.map(({ name }) => join('/usr/lib', name, 'faketime', 'libfaketime.so.1'));
  return files.find((file) => existsSync(file)) ?? null;
}

export async function createMovedClock(): Promise<MovedClock> {
  const library = findLibrary();
  const folder = await mkdtemp(join(tmpdir(), 'essaimage-clock-'));
  await chmod(folder, 0o755);
  const file = join(folder, 'offset');
  const set = (seconds: number) => writeFile(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  await set(0);
  return {
    ofPostgres:
      library === null
        ? null
        : {
            LD_PRELOAD: library,
            FAKETIME_TIMESTAMP_FILE: file,
            FAKETIME_NO_CACHE: '1',
            // What a real jump leaves alone.
            FAKETIME_DONT_FAKE_MONOTONIC: '1',
            NO_FAKE_STAT: '1',
          },
    ofService: { NODE_OPTIONS: `--import ${PRELOADED}`, FAKETIME_TIMESTAMP_FILE: file },
    set,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
