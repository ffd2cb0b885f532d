import { readFileSync } from 'node:fs';
import { fileErrorCode } from './file-errors.ts';

/** Fields of /proc/<pid>/stat after the command's name, which may itself hold spaces and parentheses. */
const STATE = 0;
const START_TIME = 19;

/**
 * When a process started, in clock ticks since the boot, as Linux tells it (proc(5), field 22): with
 * its number, what tells a process from another that was given the same number later. Null where
 * /proc does not exist or for a process that is not there.
 */
export function processStartTime(pid: number): string | null {
  return readStat(pid)?.[START_TIME] ?? null;
}

/**
 * Whether a process still runs. One that ended but that its parent has not collected does not.
 * @param startTime what `processStartTime` said of it; null where the system cannot tell
 */
export function isProcessAlive(pid: number, startTime: string | null): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    if (fileErrorCode(error) !== 'EPERM') return false;
  }
  const stat = readStat(pid);
  if (stat === null) return true;
  const isZombie = stat[STATE] === 'Z' || stat[STATE] === 'X';
  return !isZombie && (startTime === null || stat[START_TIME] === startTime);
}

function readStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch (error) {
    // ESRCH: it went away between the opening and the reading.
    const code = fileErrorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}
