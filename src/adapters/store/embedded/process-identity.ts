import { readFileSync } from 'node:fs';
import { errorCode } from '../session/database-errors.ts';

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
