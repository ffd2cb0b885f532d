import { createWriteStream } from 'node:fs';
import { lstat, realpath, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from './command.ts';

/** Returns the code of an error of the system, such as `ENOSPC`; null for any other error. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

function unwritable(option: string, path: string, error: unknown): UsageError {
  return new UsageError(`${option} : le fichier « ${path} » ne peut pas être écrit (${errorCode(error)}).`);
}

type Parts = AsyncIterable<string | Uint8Array> | readonly (string | Uint8Array)[];

async function writeTo(path: string, parts: Parts): Promise<void> {
  await pipeline(Readable.from(parts), createWriteStream(path, { mode: 0o600 }));
}

async function writeWhole(path: string, parts: Parts): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await writeTo(unfinished, parts);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Returns the regular file to replace, links followed; null for a pipe, a device, or a link to nothing. */
async function findReplaced(path: string): Promise<string | null> {
  if ((await lstat(path).catch(() => null)) === null) return path;
  const target = await realpath(path).catch(() => null);
  return target !== null && (await lstat(target)).isFile() ? target : null;
}

/**
 * Writes the file of an option, readable by its owner only where it is new: an export contains members' experiences. A
 * regular file is replaced once whole; anything else is written through.
 * @throws UsageError when it cannot be written
 */
export async function writeFile(
  path: string,
  parts: Parts,
  option: '--output' | '--report' = '--output',
): Promise<void> {
  try {
    const replaced = await findReplaced(path);
    await (replaced === null ? writeTo(path, parts) : writeWhole(replaced, parts));
  } catch (error) {
    throw errorCode(error) === null ? error : unwritable(option, path, error);
  }
}
