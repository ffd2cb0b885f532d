/** The clock of the processes that are given it, moved while they run (libfaketime, in Debian's package of that name). */

import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MovedClock {
  /** Of the processes whose clock it is. */
  readonly environment: Readonly<Record<string, string>>;
  /** @param seconds from the time of the machine, either way */
  set(seconds: number): Promise<void>;
  remove(): Promise<void>;
}

function findLibrary(): string | null {
  const folders = readdirSync('/usr/lib', { withFileTypes: true }).filter((each) => each.isDirectory());
  const files = folders.map(({ name }) => join('/usr/lib', name, 'faketime', 'libfaketimeMT.so.1'));
  return files.find((file) => existsSync(file)) ?? null;
}

/** Null where libfaketime is not installed. */
export async function createMovedClock(): Promise<MovedClock | null> {
  const library = findLibrary();
  if (library === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'essaimage-clock-'));
  await chmod(folder, 0o755);
  const file = join(folder, 'offset');
  const set = (seconds: number) => writeFile(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  await set(0);
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      // What a real jump leaves alone.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
    set,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
