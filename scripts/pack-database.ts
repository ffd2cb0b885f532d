/**
 * Packs the folder of an empty database made by the installed PGlite, which a first start only unpacks:
 * `npm run pack-database`, after any change of version of PGlite.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import manifest from '../package.json' with { type: 'json' };
import { PACKED_DATABASE } from '../src/adapters/store/embedded/packed-database.ts';

/** Compresses a folder in the format that `packed-database.ts` reads. */
function packDatabase(directory: string, pgliteVersion: string): Uint8Array {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  const entries = paths.map((path) => {
    const stats = statSync(join(directory, path));
    return { path, size: stats.isDirectory() ? null : stats.size };
  });
  const index = Buffer.from(JSON.stringify({ pgliteVersion, entries }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(index.length);
  const files = entries.filter(({ size }) => size !== null);
  const contents = files.map(({ path }) => readFileSync(join(directory, path)));
  return brotliCompressSync(Buffer.concat([length, index, ...contents]), {
    // The three databases of the cluster are nearly the same: a window of 16 MB spans them.
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
}

const version = manifest.dependencies['@electric-sql/pglite'];
const directory = await mkdtemp(join(tmpdir(), 'essaimage-pack-'));
const database = await PGlite.create({ dataDir: directory });
await database.close();
const packed = packDatabase(directory, version);
await writeFile(PACKED_DATABASE, packed);
await rm(directory, { recursive: true });
console.log(`${PACKED_DATABASE.pathname} : ${packed.length} octets, PGlite ${version}.`);
