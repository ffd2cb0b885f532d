import { existsSync } from 'node:fs';
import { join } from 'node:path';

export function databasePath(directory: string): string {
  return join(directory, 'database');
}

/** Path of a database while it is being created. */
export function unfinishedDatabasePath(directory: string): string {
  return join(directory, 'database.unfinished');
}

/** Whether the first start has created the database. */
export function hasDatabase(directory: string): boolean {
  return existsSync(databasePath(directory));
}
