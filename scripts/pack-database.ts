/**
 * Packs the folder of an empty database made by the installed PGlite, which a first start only unpacks:
 * `npm run pack-database`, after any change of version of PGlite.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import manifest from '../package.json' with { type: 'json' };
import { PACKED_DATABASE, packDatabase } from '../src/adapters/store/embedded/packed-database.ts';

const version = manifest.dependencies['@electric-sql/pglite'];
const directory = await mkdtemp(join(tmpdir(), 'essaimage-pack-'));
const database = await PGlite.create({ dataDir: directory });
await database.close();
const packed = packDatabase(directory, version);
await writeFile(PACKED_DATABASE, packed);
await rm(directory, { recursive: true });
console.log(`${PACKED_DATABASE.pathname} : ${packed.length} octets, PGlite ${version}.`);
