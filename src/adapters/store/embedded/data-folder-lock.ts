import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../../domain/errors.ts';
import { errorCode } from '../session/database-errors.ts';

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
  const draft = `${path}.${randomUUID()}`;
  try {
    // A power cut must not leave an empty lock, which would be respected.
    writeFileSync(draft, content, { mode: 0o600, flush: true });
    take(path, draft, directory);
  } finally {
    rmSync(draft, { force: true });
  }
  const release = () => {
    process.off('exit', release);
    if (readIfPresent(path) === content) rmSync(path);
  };
  process.on('exit', release);
  return release;
}

/** Links the draft to the name of a lock, or replaces the lock of a dead process. */
function take(path: string, draft: string, directory: string): void {
  for (;;) {
    if (linkIfAbsent(draft, path)) return;
    const current = readIfPresent(path);
    if (current === null) continue;
    refuseIfHeld(current, directory);
    if (replaceAbandoned(path, current, draft, directory)) return;
  }
}

/**
 * Replaces an abandoned lock. A slow process doing the same could replace the lock of the process that
 * has just won. So a process first takes a second lock, named after the content of the first, which
 * becomes the first only if that content is still the same.
 * @returns false when the lock changed meanwhile
 */
function replaceAbandoned(path: string, abandoned: string, draft: string, directory: string): boolean {
  const claim = `${path}.${createHash('sha256').update(abandoned).digest('hex').slice(0, 16)}`;
  take(claim, draft, directory);
  const isUnchanged = readIfPresent(path) === abandoned;
  if (isUnchanged) renameSync(claim, path);
  else rmSync(claim);
  return isUnchanged;
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
  const { pid, host, startTime, since } = holder;
  if (host === hostname() && !isProcessAlive(pid, startTime)) return;
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

function parseHolder(content: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(content)).data ?? null;
  } catch {
    return null;
  }
}

function linkIfAbsent(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Fields of /proc/<pid>/stat, counted after the command's name, which may contain spaces and parentheses. */
const STATE = 0;
const START_TIME = 19;

/**
 * Returns the start time of a process, in clock ticks since boot (proc(5), field 22), to tell it from a
 * later process with the same pid. Null without /proc or without such a process.
 */
export function processStartTime(pid: number): string | null {
  return readStat(pid)?.[START_TIME] ?? null;
}

/**
 * Whether a process still runs; a zombie does not.
 * @param startTime result of `processStartTime` when it ran, null if unknown
 */
export function isProcessAlive(pid: number, startTime: string | null): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to another user.
    if (errorCode(error) !== 'EPERM') return false;
  }
  const stat = readStat(pid);
  if (stat === null) return true;
  const isZombie = stat[STATE] === 'Z' || stat[STATE] === 'X';
  return !isZombie && (startTime === null || stat[START_TIME] === startTime);
}

/** Null when the system does not tell. */
function readStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
