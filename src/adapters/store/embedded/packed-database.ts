import { closeSync, fsync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';

/**
 * Packed folder of an empty database of the installed PGlite, written by `npm run pack-database`: the length of
 * the index, the index, then the contents of its files in order.
 */
export const PACKED_DATABASE = new URL('./empty-database.br', import.meta.url);

/** Database of a data folder; missing before the first start. */
export const databasePath = (directory: string): string => join(directory, 'database');

/** One after the other, the flushes take five times as long; each holds a file open. */
const FLUSHED_TOGETHER = 128;
const LENGTH_BYTES = 4;
/** Slightly more than the unpacked size. */
const UNPACKED_BYTES = 48 * 1024 * 1024;

/** Folders precede their contents; `size` is in bytes, null for a folder. */
const indexSchema = z.object({
  pgliteVersion: z.string(),
  entries: z.array(z.object({ path: z.string(), size: z.int().min(0).nullable() })),
});

export function readPacked() {
  // One chunk: smaller ones would be copied again to join them.
  const packed = brotliDecompressSync(readFileSync(PACKED_DATABASE), { chunkSize: UNPACKED_BYTES });
  const start = LENGTH_BYTES + packed.readUInt32LE(0);
  const index = indexSchema.parse(JSON.parse(packed.toString('utf8', LENGTH_BYTES, start)));
  return { ...index, contents: packed.subarray(start) };
}

/** Writes the files of an empty database into an empty folder and flushes them; creating one takes 3 s and 500 MB. */
export async function unpackDatabase(directory: string): Promise<void> {
  const { entries, contents } = readPacked();
  let offset = 0;
  for (const { path, size } of entries) {
    const target = join(directory, path);
    if (size === null) {
      mkdirSync(target, { mode: 0o700 });
    } else {
      writeFileSync(target, contents.subarray(offset, offset + size), { mode: 0o600 });
      offset += size;
    }
  }
  for (let from = 0; from < entries.length; from += FLUSHED_TOGETHER) {
    const some = entries.slice(from, from + FLUSHED_TOGETHER);
    await Promise.all(some.map(({ path }) => flushToDisk(join(directory, path))));
  }
  await flushToDisk(directory);
}

/** Flushes a file, or the names that a folder gives, to the disk. */
export async function flushToDisk(path: string): Promise<void> {
  const file = openSync(path, 'r');
  try {
    await promisify(fsync)(file);
  } finally {
    closeSync(file);
  }
}
