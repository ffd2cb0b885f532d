/** How long a service takes to be itself again. */

import { setTimeout as sleep } from 'node:timers/promises';
import { exchange } from './exchange.ts';
import { askQuestion } from './traffic.ts';

const LOOK_MS = 20;
const GIVE_UP_MS = 60_000;

async function elapsedUntil(since: number, isSo: () => Promise<boolean>): Promise<number> {
  while (!(await isSo())) {
    if (performance.now() - since > GIVE_UP_MS) return Number.POSITIVE_INFINITY;
    await sleep(LOOK_MS);
  }
  return performance.now() - since;
}

/**
 * Milliseconds from `since`, on the clock of `performance.now()`, until `/health/ready` answers 200 and until a
 * question is answered well; Infinity past a minute.
 */
export async function measureReturn(address: string, since: number) {
  const isReady = async () => (await exchange(`${address}/health/ready`)).status === 200;
  const [readyMs, answerMs] = await Promise.all([
    elapsedUntil(since, isReady),
    elapsedUntil(since, () => askQuestion(address)),
  ]);
  return { readyMs, answerMs };
}
