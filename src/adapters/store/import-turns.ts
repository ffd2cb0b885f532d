import { setTimeout as sleep } from 'node:timers/promises';

type Release = () => Promise<void>;

const RETRY_MS = 200;

/** @throws the reason of `signal` */
export async function waitBeforeTryingAgain(signal: AbortSignal): Promise<void> {
  await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
  signal.throwIfAborted();
}

/**
 * Gives the turn to one import of this process at a time, once `lock` has it for the process.
 * @param lock waits for the other processes; throws the reason of `signal`
 */
export function createImportTurns(
  lock: (signal: AbortSignal) => Promise<Release>,
): (signal: AbortSignal) => Promise<Release> {
  let isTaken = false;
  return async (signal) => {
    signal.throwIfAborted();
    while (isTaken) await waitBeforeTryingAgain(signal);
    isTaken = true;
    try {
      const unlock = await lock(signal);
      return async () => {
        isTaken = false;
        await unlock();
      };
    } catch (error) {
      isTaken = false;
      throw error;
    }
  };
}
