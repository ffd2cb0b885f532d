import { constants, existsSync } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DataFolderState } from '../../ports/installation.ts';
import { inspectLock } from './embedded/data-folder-lock.ts';
import { databasePath } from './embedded/packed-database.ts';

/** Inspects a data folder, or the place where it would be created, without writing. */
export async function inspectDataFolder(path: string): Promise<DataFolderState> {
  const directory = resolve(path);
  const existing = nearestExisting(directory);
  const { bavail, bsize } = await statfs(existing);
  const state = await judge(existing, existing === directory);
  const isFolder = existing === directory && state !== 'not-a-folder';
  return {
    directory,
    state,
    freeBytes: bavail * bsize,
    hasDatabase: isFolder && existsSync(databasePath(directory)),
    lock: isFolder ? inspectLock(directory) : { state: 'free' },
  };
}

function nearestExisting(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearestExisting(dirname(path));
}

async function judge(existing: string, isThere: boolean): Promise<DataFolderState['state']> {
  if (!(await stat(existing)).isDirectory()) return 'not-a-folder';
  if (!(await isWritable(existing))) return 'read-only';
  return isThere ? 'usable' : 'absent';
}

const isWritable = (directory: string): Promise<boolean> =>
  access(directory, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
