import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../../domain/errors.ts';
import type { FolderLock } from '../../../ports/installation.ts';
import { fileErrorCode } from './file-errors.ts';
import { isProcessAlive, processStartTime } from './process-identity.ts';

const LOCK_FILE = 'lock.json';

const holderSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** Result of `processStartTime`. */
  startTime: z.string().nullable(),
  /** ISO 8601. */
  since: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

/** Reads the state of a data folder's lock, without changing anything. */
export function inspectLock(directory: string): FolderLock {
  const content = readIfPresent(join(directory, LOCK_FILE));
  if (content === null) return { state: 'free' };
  const holder = parseHolder(content);
  if (holder === null) return { state: 'unreadable' };
  const { pid, host, since } = holder;
  return isHeld(holder) ? { state: 'held', pid, host, since } : { state: 'abandoned', pid, since };
}

/**
 * Makes this process the only one on an existing data folder, until it calls the returned function or
 * exits. Takes over the lock of a dead process; of several that try at once, one succeeds.
 * @throws DomainError `data-folder-locked`
 */
export function lockDataFolder(directory: string): () => void {
  const path = join(directory, LOCK_FILE);
  const content = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    startTime: processStartTime(process.pid),
    since: new Date().toISOString(),
  } satisfies Holder);
  take({ path, content, directory });
  const release = () => {
    process.off('exit', release);
    if (readIfPresent(path) === content) rmSync(path);
  };
  process.on('exit', release);
  return release;
}

interface LockFile {
  readonly path: string;
  readonly content: string;
  readonly directory: string;
}

/** Creates the lock file atomically, or replaces that of a dead process. */
function take(file: LockFile): void {
  const { path, content, directory } = file;
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    for (;;) {
      if (linkIfAbsent(draft, path)) return;
      const current = readIfPresent(path);
      if (current === null) continue;
      refuseIfHeld(current, directory);
      if (replaceAbandoned(file, current, draft)) return;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Replaces an abandoned lock. A slow process doing the same could replace the lock of the process that
 * has just won. So a process first takes a second lock, named after the content of the first, and
 * replaces the first only if its content is still the same.
 * @returns false when the lock changed meanwhile
 */
function replaceAbandoned({ path, ...rest }: LockFile, abandoned: string, draft: string): boolean {
  const claim = `${path}.${createHash('sha256').update(abandoned).digest('hex').slice(0, 16)}`;
  take({ path: claim, ...rest });
  try {
    if (readIfPresent(path) !== abandoned) return false;
    renameSync(draft, path);
    return true;
  } finally {
    rmSync(claim, { force: true });
  }
}

function refuseIfHeld(content: string, directory: string): void {
  const holder = parseHolder(content);
  const file = join(directory, LOCK_FILE);
  if (holder === null) {
    throw new DomainError(
      'data-folder-locked',
      `Le dossier de données « ${directory} » contient un verrou illisible. Si aucun autre programme ne s’en sert, supprimez « ${file} ».`,
      { directory, pid: null, host: null, since: null },
    );
  }
  if (!isHeld(holder)) return;
  const { pid, host, since } = holder;
  const advice =
    host === hostname()
      ? 'Arrêtez-le, ou indiquez un autre dossier de données.'
      : `Arrêtez-le, ou indiquez un autre dossier de données. Si cette machine n’existe plus, supprimez « ${file} ».`;
  throw new DomainError(
    'data-folder-locked',
    `Le dossier de données « ${directory} » est utilisé par le processus ${pid} de la machine « ${host} » depuis ${since}. ${advice}`,
    { directory, pid, host, since },
  );
}

function isHeld(holder: Holder): boolean {
  return holder.host !== hostname() || isProcessAlive(holder.pid, holder.startTime);
}

function parseHolder(content: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(content)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function linkIfAbsent(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (fileErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
