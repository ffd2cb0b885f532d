import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { SEARCH_SETTINGS } from '../session/search-settings.ts';
import { databasePath, hasDatabase, unfinishedDatabasePath } from './data-folder-layout.ts';
import { unpackDatabase } from './packed-database.ts';

/**
 * Settings of the server. PostgreSQL’s default of 128 MB of shared buffers is filled with zeros at the start, so it is
 * resident whatever is stored; what does not fit is read again from the files, which the system keeps in memory.
 */
const SETTINGS = { shared_buffers: '32MB', ...SEARCH_SETTINGS };

/**
 * Opens the PostgreSQL of a data folder with pgvector, recovering it if it was not closed. Creates
 * it when there is none: beside, then renamed, so that an interrupted creation leaves nothing that
 * looks like a database.
 */
export async function openEmbeddedDatabase(directory: string): Promise<PGlite> {
  const path = databasePath(directory);
  if (!hasDatabase(directory)) {
    const unfinished = unfinishedDatabasePath(directory);
    rmSync(unfinished, { recursive: true, force: true });
    // The data folder may be one that others can read.
    mkdirSync(unfinished, { mode: 0o700 });
    unpackDatabase(unfinished);
    renameSync(unfinished, path);
  }
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return PGlite.create({
    dataDir: path,
    extensions: { vector },
    startParams: [...PGlite.defaultStartParams, ...settings],
  });
}
