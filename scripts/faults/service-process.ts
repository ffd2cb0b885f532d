/** A real service in a process of its own, for what puts it to the test. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const BINARY = fileURLToPath(new URL('../../bin/essaimage.js', import.meta.url));
const START_TIMEOUT_MS = 300_000;
const STOP_TIMEOUT_MS = 20_000;

export interface ServiceProcess {
  readonly child: ChildProcess;
  /** Origin, without a final slash. */
  readonly address: string;
  /** Resident memory, in bytes. */
  residentBytes(): Promise<number>;
  isRunning(): boolean;
  /** As a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

async function untilReady(address: string, child: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`le service s’est arrêté (code ${child.exitCode})`);
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    if (performance.now() > giveUpAt) throw new Error('le service n’est pas prêt');
    await sleep(200);
  }
}

/**
 * Starts a service on `port`, and waits until it serves. It keeps its data in a new folder, removed at
 * the end, unless `environment` holds a DATABASE_URL or another DATA_DIR.
 */
export async function startService(
  port: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServiceProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'essaimage-faults-'));
  const logLevel = process.env.LOG_LEVEL;
  const child = spawn(process.execPath, [BINARY, 'serve'], {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: directory,
      PORT: String(port),
      RATE_LIMIT_PER_MINUTE: '1000000',
      LOG_LEVEL: logLevel ?? 'fatal',
      ...environment,
    },
    // What it says to a person would hide the report; its log is shown to who asks for one.
    stdio: ['ignore', logLevel === undefined ? 'ignore' : 2, 'ignore'],
  });
  // Whatever ends this process, the service must not outlive it.
  process.once('exit', () => child.kill('SIGKILL'));
  const address = `http://127.0.0.1:${port}`;
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  async function stop(): Promise<void> {
    if (isRunning()) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    }
    await rm(directory, { recursive: true, force: true });
  }
  try {
    await untilReady(address, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    child,
    address,
    async residentBytes() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1_024;
    },
    isRunning,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    stop,
  };
}
