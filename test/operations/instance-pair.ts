import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EssaimageProcess, startEssaimage } from '../cli/essaimage-process.ts';

/** Often: what answers too soon is seen. */
const READY_PAUSE_MS = 20;

export interface Instance {
  readonly address: string;
  /** Returns its log so far, from the standard output. */
  log(): string;
  /** Waits as an operator does (docs/operations/upgrade.md). */
  untilReady(): Promise<void>;
  /** Sends SIGTERM and waits for the end; returns the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

export function startInstance(port: number, environment: Readonly<Record<string, string>>): Instance {
  const running: EssaimageProcess = startEssaimage(['serve'], {
    ...environment,
    PORT: `${port}`,
    TRUST_PROXY: 'true',
    RATE_LIMIT_PER_MINUTE: '1000000',
  });
  const { child } = running;
  return {
    address: `http://127.0.0.1:${port}`,
    log: () => running.written().stdout,
    async untilReady() {
      const isReady = () =>
        fetch(`http://127.0.0.1:${port}/health/ready`).then(
          ({ ok }) => ok,
          () => false,
        );
      while (!(await isReady())) await sleep(READY_PAUSE_MS);
    },
    async stop() {
      child.kill('SIGTERM');
      return (await running.ended).code;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
