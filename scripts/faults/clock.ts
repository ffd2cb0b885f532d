/** The clock of the services that are given it, moved while they run: their `Date` is replaced. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PRELOADED = fileURLToPath(new URL('./moved-clock.mjs', import.meta.url));

export interface MovedClock {
  /** Of the services whose clock it is. */
  readonly environment: Readonly<Record<string, string>>;
  /** @param seconds from the time of the machine, either way */
  set(seconds: number): Promise<void>;
  remove(): Promise<void>;
}

export async function createMovedClock(): Promise<MovedClock> {
  const folder = await mkdtemp(join(tmpdir(), 'essaimage-clock-'));
  const file = join(folder, 'offset');
  const set = (seconds: number) => writeFile(file, String(seconds));
  await set(0);
  return {
    environment: { NODE_OPTIONS: `--import ${PRELOADED}`, MOVED_CLOCK_FILE: file },
    set,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
