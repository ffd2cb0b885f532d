import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { SEARCH_SETTINGS } from '../session/database.ts';
import { DURABLE_SETTINGS, DurableFiles } from './durable-files.ts';
import { databasePath, flushToDisk, unpackDatabase } from './packed-database.ts';

/**
 * Settings of the server. PGlite fills the shared buffers with zeros at startup, so PostgreSQL's default
 * of 128 MB would always be resident. Pages that do not fit in 32 MB come from the system's file cache.
 */
const SETTINGS = { shared_buffers: '32MB', ...DURABLE_SETTINGS, ...SEARCH_SETTINGS };

/**
 * Opens the PostgreSQL of a data folder with pgvector, recovering it if it was not closed. Creates it
 * when missing, under another name that is changed once it is on the disk, so that an interrupted creation
 * leaves nothing that looks like a database.
 */
export async function openEmbeddedDatabase(directory: string): Promise<PGlite> {
  const path = databasePath(directory);
  if (!existsSync(path)) {
    const unfinished = `${path}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    // Other users may be able to read the data folder.
    mkdirSync(unfinished, { mode: 0o700 });
    unpackDatabase(unfinished);
    renameSync(unfinished, path);
    flushToDisk(directory);
  }
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return PGlite.create({
    fs: new DurableFiles(path),
    extensions: { vector },
    startParams: [...PGlite.defaultStartParams, ...settings],
  });
}
