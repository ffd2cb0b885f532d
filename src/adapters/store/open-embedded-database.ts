import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { databasePath, hasDatabase, unfinishedDatabasePath } from './data-folder-layout.ts';
import { SEARCH_SETTINGS } from './search-settings.ts';

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
    const created = await open(unfinished);
    await created.close();
    renameSync(unfinished, path);
  }
  return open(path);
}

async function open(path: string): Promise<PGlite> {
  const database = await PGlite.create({ dataDir: path, extensions: { vector } });
  const settings = Object.entries(SEARCH_SETTINGS);
  await database.exec(settings.map(([name, value]) => `set ${name} = ${value}`).join(';'));
  return database;
}
