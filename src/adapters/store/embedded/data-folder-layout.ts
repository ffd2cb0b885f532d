import { existsSync } from 'node:fs';
import { join } from 'node:path';

export function databasePath(directory: string): string {
  return join(directory, 'database');
}

/** Whether the first start has created the database. */
export function hasDatabase(directory: string): boolean {
  return existsSync(databasePath(directory));
}
