/** A disposable PostgreSQL 17, with its own data folder and port, for faults that stop it. */

import { execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../test/operations/free-port.ts';

const PG_BIN = process.env.PG_BIN ?? '/usr/lib/postgresql/17/bin';
const USER = 'essaimage';

export interface OwnPostgres {
  /** Connection URL of the database of the service. */
  readonly url: string;
  start(): Promise<void>;
  /** `fast` is an administrator's stop, `immediate` a power cut. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** Stops it and deletes its data. */
  drop(): Promise<void>;
}

/** Command prefix for root, as which PostgreSQL refuses to run. */
const AS_POSTGRES = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];

/** Kills the server, a daemon, when this process ends; returns a function that cancels this. */
function dieWithThisProcess(data: string, root: string): () => void {
  const end = () => {
    try {
      process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
    } catch {
      // The server does not run.
    }
    rmSync(root, { recursive: true, force: true });
  };
  const leave = () => process.exit(143);
  process.once('exit', end).once('SIGINT', leave).once('SIGTERM', leave);
  return () => process.off('exit', end).off('SIGINT', leave).off('SIGTERM', leave);
}

/** Creates and starts a server, with the database of the service. */
export async function createOwnPostgres(): Promise<OwnPostgres> {
  const root = await mkdtemp(join(tmpdir(), 'essaimage-own-postgres-'));
  if (AS_POSTGRES.length > 0) execFileSync('chown', ['postgres', root]);
  const data = join(root, 'data');
  const [port = 0] = await freePorts(1);

  /** @returns whether it succeeded */
  async function tryTo(program: string, ...args: readonly string[]): Promise<boolean> {
    const [command = '', ...rest] = [...AS_POSTGRES, join(PG_BIN, program), ...args];
    const stdio: SpawnOptions['stdio'] = ['ignore', 'ignore', 'inherit'];
    const [code] = await once(spawn(command, rest, { cwd: root, stdio }), 'exit');
    return code === 0;
  }
  async function run(program: string, ...args: readonly string[]): Promise<void> {
    if (!(await tryTo(program, ...args))) throw new Error(`${program} a échoué`);
  }
  const control = (...args: readonly string[]) => run('pg_ctl', '-D', data, '-s', '-w', '-t', '60', ...args);
  const start = () => control('-l', join(root, 'log'), 'start');
  const isRunning = () => tryTo('pg_ctl', '-D', data, 'status');

  const letGo = dieWithThisProcess(data, root);
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${root}`].flatMap(
    (setting) => ['--set', setting],
  );
  const cluster = ['-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--wal-segsize=4'];
  await run('initdb', '-D', data, '--no-sync', ...cluster, ...settings);
  await start();
  await run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', USER, 'essaimage');
  return {
    url: `postgres://${USER}@127.0.0.1:${port}/essaimage`,
    start,
    stop: (mode) => control('-m', mode, 'stop'),
    async drop() {
      if (await isRunning()) await control('-m', 'immediate', 'stop');
      await rm(root, { recursive: true, force: true });
      letGo();
    },
  };
}
