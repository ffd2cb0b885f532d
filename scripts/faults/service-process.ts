/** Starts real services in processes of their own, on a small corpus, with a key for imports. */

import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runEssaimage, startEssaimage } from '../../test/cli/essaimage-process.ts';
import { prepareInstallation } from '../../test/cli/small-corpus.ts';
import { freePorts } from '../../test/operations/free-port.ts';

const STOP_TIMEOUT_MS = 20_000;

export interface ServiceProcess {
  readonly child: ChildProcess;
  /** Origin, without a final slash. */
  readonly address: string;
  isRunning(): boolean;
  /** Sends SIGKILL and waits for the end. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a service on `freePort`, any by default, and waits until it serves. Its data goes to a temporary folder unless
 * `environment` has a DATABASE_URL or another DATA_DIR. Its log is shown when LOG_LEVEL is set.
 */
export async function startService(
  environment: Readonly<Record<string, string>>,
  freePort?: number,
): Promise<ServiceProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'essaimage-faults-'));
  const port = String(freePort ?? (await freePorts(1))[0]);
  const { LOG_LEVEL = 'fatal' } = process.env;
  const { child, ended, untilSaid } = startEssaimage(['serve'], {
    DATA_DIR: directory,
    PORT: port,
    RATE_LIMIT_PER_MINUTE: '1000000',
    LOG_LEVEL,
    ...environment,
  });
  if (LOG_LEVEL !== 'fatal') child.stdout?.pipe(process.stderr);
  // The service must not outlive this process.
  process.once('exit', () => child.kill('SIGKILL'));
  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await ended;
  }
  async function stop(): Promise<void> {
    child.kill('SIGTERM');
    const timer = setTimeout(kill, STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
    await rm(directory, { recursive: true, force: true });
  }
  await untilSaid(/est prêt/).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    child,
    address: `http://127.0.0.1:${port}`,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill,
    stop,
  };
}

export interface Installation {
  readonly root: string;
  /** Variables for `startService`; the database is embedded unless `DATABASE_URL` is added. */
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Installs a small corpus, whose indexing is not measured, in a folder of its own. */
export async function installSmallCorpus(): Promise<Installation> {
  const { root, environment } = await prepareInstallation();
  const { CORPUS_DIR } = environment('unused');
  return {
    root,
    environment: { CORPUS_DIR, DATA_DIR: join(root, 'data') },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Creates a key that may import. An embedded database must not be in use by a service. */
export async function createImportKey(
  environment: Readonly<Record<string, string>>,
  scopes: readonly string[] = ['import', 'read:members'],
): Promise<string> {
  const { stdout, stderr } = await runEssaimage(
    ['keys', 'create', ...scopes.flatMap((scope) => ['--scope', scope]), '--label', 'Panne', '--json'],
    environment,
  );
  const { success, data } = z.object({ token: z.string() }).safeParse(JSON.parse(stdout || 'null'));
  if (!success) throw new Error(`la clé n’a pas été créée : ${stderr}`);
  return data.token;
}
