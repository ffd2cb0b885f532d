/** A PostgreSQL 17 of its own for what stops, starts, slows or fills it: its data folder, its port, nothing of the machine's. */

import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../test/operations/free-port.ts';

const PG_BIN = process.env.PG_BIN ?? '/usr/lib/postgresql/17/bin';
const USER = 'essaimage';

export interface OwnPostgres {
  readonly port: number;
  /** Of the database of the service. */
  readonly url: string;
  start(): Promise<void>;
  /** `fast` as an administrator does, `immediate` as a power cut would. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  isRunning(): Promise<boolean>;
  log(): Promise<string>;
  /** Stops it and deletes its data. */
  drop(): Promise<void>;
}

export interface OwnPostgresOptions {
  /** Where its data goes: on a disk of another size, for instance. */
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Of the server, as `name=value`. */
  readonly settings?: readonly string[];
}

/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0;

async function run(program: string, args: readonly string[], options: SpawnOptions): Promise<number> {
  const path = join(PG_BIN, program);
  const child = isRoot
    ? spawn('runuser', ['-u', 'postgres', '--', path, ...args], options)
    : spawn(path, args, options);
  const [code] = await once(child, 'exit');
  return Number(code);
}

async function runWell(program: string, args: readonly string[], options: SpawnOptions): Promise<void> {
  const code = await run(program, args, options);
  if (code !== 0) throw new Error(`${program} a échoué (code ${code})`);
}

async function ownedByPostgres(directory: string): Promise<void> {
  if (!isRoot) return;
  const { uid, gid } = await postgresIds();
  await chown(directory, uid, gid);
}

async function postgresIds() {
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(await readFile('/etc/passwd', 'utf8'));
  if (line === null) throw new Error('le compte « postgres » manque ; installez postgresql-17');
  return { uid: Number(line[1]), gid: Number(line[2]) };
}

/** It is a daemon: whatever ends this process, it must not outlive it. */
function dieWithThisProcess(data: string, root: string): () => void {
  const end = () => {
    try {
      process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
    } catch {
      // It does not run.
    }
    rmSync(root, { recursive: true, force: true });
  };
  const leave = () => process.exit(143);
  process.once('exit', end).once('SIGINT', leave).once('SIGTERM', leave);
  return () => process.off('exit', end).off('SIGINT', leave).off('SIGTERM', leave);
}

/** Creates it, starts it, and creates the database of the service. */
export async function createOwnPostgres(options: OwnPostgresOptions = {}): Promise<OwnPostgres> {
  const root = await mkdtemp(join(tmpdir(), 'essaimage-own-postgres-'));
  const home = options.directory ?? root;
  await mkdir(home, { recursive: true });
  await Promise.all([root, home].map(ownedByPostgres));
  const data = join(home, 'data');
  const log = join(root, 'log');
  const [port = 0] = await freePorts(1);
  const spawning: SpawnOptions = {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.environment },
  };
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${root} -c max_connections=100 ${(options.settings ?? []).map((each) => `-c ${each}`).join(' ')}`;
  const control = (...args: string[]) => runWell('pg_ctl', ['-D', data, '-s', '-w', ...args], spawning);
  const isRunning = async () => (await run('pg_ctl', ['-D', data, 'status'], spawning)) === 0;
  const start = () => control('-l', log, '-t', '60', '-o', settings, 'start');

  const letGo = dieWithThisProcess(data, root);
  await runWell(
    'initdb',
    [
      '-D',
      data,
      '-U',
      USER,
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
      '--wal-segsize=4',
    ],
    { ...spawning, env: process.env },
  );
  await start();
  await runWell('createdb', ['-h', '127.0.0.1', '-p', String(port), '-U', USER, 'essaimage'], spawning);
  return {
    port,
    url: `postgres://${USER}@127.0.0.1:${port}/essaimage`,
    start,
    stop: (mode) => control('-m', mode, '-t', '60', 'stop'),
    isRunning,
    log: () => readFile(log, 'utf8'),
    async drop() {
      if (await isRunning()) await control('-m', 'immediate', 'stop');
      await rm(data, { recursive: true, force: true });
      await rm(root, { recursive: true, force: true });
      letGo();
    },
  };
}
