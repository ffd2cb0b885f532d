import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { z } from 'zod';

/** Packed folder of an empty database of the installed PGlite. Written by `npm run pack-database`. */
export const PACKED_DATABASE = new URL('./empty-database.br', import.meta.url);

const LENGTH_BYTES = 4;
/** Slightly more than the unpacked size. */
const UNPACKED_BYTES = 48 * 1024 * 1024;

/** Folders precede their contents; `size` is in bytes, null for a folder. */
const indexSchema = z.object({
  pgliteVersion: z.string(),
  entries: z.array(z.object({ path: z.string(), size: z.int().min(0).nullable() })),
});

/** Compresses the length of the index, the index, then the contents of its files in order. */
export function packDatabase(directory: string, pgliteVersion: string): Uint8Array {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  const entries = paths.map((path) => {
    const stats = statSync(join(directory, path));
    return { path, size: stats.isDirectory() ? null : stats.size };
  });
  const index = Buffer.from(JSON.stringify({ pgliteVersion, entries } satisfies z.infer<typeof indexSchema>));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(index.length);
  const files = entries.filter(({ size }) => size !== null);
  const contents = files.map(({ path }) => readFileSync(join(directory, path)));
  return brotliCompressSync(Buffer.concat([length, index, ...contents]), {
    // The three databases of the cluster are nearly the same: a window of 16 MB spans them.
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
}

function read() {
  // One chunk: smaller ones would be copied again to join them.
  const packed = brotliDecompressSync(readFileSync(PACKED_DATABASE), { chunkSize: UNPACKED_BYTES });
  const start = LENGTH_BYTES + packed.readUInt32LE(0);
  const index = indexSchema.parse(JSON.parse(packed.toString('utf8', LENGTH_BYTES, start)));
  return { ...index, contents: packed.subarray(start) };
}

/** Returns the version of PGlite that made the packed database. */
export function packedVersion(): string {
  return read().pgliteVersion;
}

/** Writes the files of an empty database into an empty folder, in 0.3 s; creating one takes 3 s and 500 MB. */
export function unpackDatabase(directory: string): void {
  const { entries, contents } = read();
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
}
