/** A disk of a few megabytes, that can be filled. */

import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PIECE = Buffer.alloc(1 << 16);

export interface SmallDisk {
  readonly directory: string;
  /** Takes all the room that is left. */
  fill(): Promise<void>;
  free(): Promise<void>;
  remove(): Promise<void>;
}

/** Only root can mount one. */
export const canMakeDisks = process.getuid?.() === 0;

async function fillFile(path: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    // Whole pieces, then whatever is left of the last one.
    for (let size = PIECE.length; size >= 1; ) {
      const written = await file.write(PIECE, 0, size).then(
        ({ bytesWritten }) => bytesWritten,
        () => 0,
      );
      if (written < size) size = Math.floor(size / 2);
    }
  } finally {
    await file.close();
  }
}

export async function makeSmallDisk(mebibytes: number): Promise<SmallDisk> {
  const directory = await mkdtemp(join(tmpdir(), 'essaimage-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', directory]);
  if (mounted.status !== 0) throw new Error(`mount a échoué : ${mounted.stderr}`);
  await chmod(directory, 0o755);
  const filler = join(directory, 'filler');
  const unmount = () => spawnSync('umount', ['-l', directory]);
  process.once('exit', unmount);
  return {
    directory,
    fill: () => fillFile(filler),
    free: () => rm(filler, { force: true }),
    async remove() {
      process.off('exit', unmount);
      unmount();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
