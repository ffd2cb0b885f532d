import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The embedded database, in its data folder. */
export function databasePath(directory: string): string {
  return join(directory, 'database');
}

/** A database that is being created, beside. */
export function unfinishedDatabasePath(directory: string): string {
  return join(directory, 'database.unfinished');
}

/** Whether the folder has a database, or the first start is still to come. */
export function hasDatabase(directory: string): boolean {
  return existsSync(databasePath(directory));
}
