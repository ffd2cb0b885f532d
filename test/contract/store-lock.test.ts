import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  isProcessAlive,
  lockDataFolder,
  processStartTime,
} from '../../src/adapters/store/embedded/data-folder-lock.ts';
import { forkFixture, killHard, nextMessage } from './child-process.ts';

const isLinux = process.platform === 'linux';
const folders: string[] = [];
const children: ChildProcess[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'essaimage-lock-'));
  folders.push(folder);
  return folder;
}

async function startTaker(): Promise<ChildProcess> {
  const child = forkFixture('lock-taker.ts');
  children.push(child);
  expect(await nextMessage(child)).toEqual({ outcome: 'started' });
  return child;
}

function ask(child: ChildProcess, directory: string): Promise<unknown> {
  const answer = nextMessage(child);
  child.send(directory);
  return answer;
}

function writeLock(directory: string, holder: object): void {
  writeFileSync(
    join(directory, 'lock.json'),
    JSON.stringify({
      pid: 1,
      host: hostname(),
      startTime: null,
      since: '2024-01-01T00:00:00.000Z',
      ...holder,
    }),
  );
}

const lockSchema = z.object({ pid: z.int(), host: z.string(), since: z.string() });
const readLock = (directory: string) =>
  lockSchema.parse(JSON.parse(readFileSync(join(directory, 'lock.json'), 'utf8')));

/** Returns the pid of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return child.pid ?? 0;
}

afterEach(async () => {
  await Promise.all(children.splice(0).map(killHard));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('lock of the data folder', () => {
  it('is held until it is released', () => {
    const directory = newFolder();
    const release = lockDataFolder(directory);
    expect(readLock(directory)).toMatchObject({ pid: process.pid, host: hostname() });
    expect(() => lockDataFolder(directory)).toThrow(`processus ${process.pid}`);
    release();
    expect(readdirSync(directory)).toEqual([]);
    lockDataFolder(directory)();
  });

  it('refuses a second process, and names the holder', async () => {
    const directory = newFolder();
    const holder = await startTaker();
    expect(await ask(holder, directory)).toEqual({ outcome: 'taken' });
    const { since } = readLock(directory);
    expect(await ask(await startTaker(), directory)).toEqual({
      outcome: 'data-folder-locked',
      details: { directory, pid: holder.pid, host: hostname(), since },
    });
  });

  it('is taken over from a process that was killed', async () => {
    const directory = newFolder();
    const holder = await startTaker();
    await ask(holder, directory);
    await killHard(holder);
    const release = lockDataFolder(directory);
    expect(readLock(directory)).toMatchObject({ pid: process.pid });
    release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is released by a process that ends', async () => {
    const directory = newFolder();
    const holder = await startTaker();
    await ask(holder, directory);
    const exit = once(holder, 'exit');
    holder.disconnect();
    await exit;
    expect(readdirSync(directory)).toEqual([]);
  });

  it('does not remove a lock that another process took meanwhile', () => {
    const directory = newFolder();
    const release = lockDataFolder(directory);
    writeLock(directory, { pid: process.ppid });
    release();
    expect(readLock(directory)).toMatchObject({ pid: process.ppid });
  });

  it.runIf(isLinux)('is taken over when its pid now belongs to another process', () => {
    const directory = newFolder();
    writeLock(directory, { pid: process.ppid, startTime: '1' });
    lockDataFolder(directory)();
  });

  it('of another machine is respected, and the error names the file to remove', () => {
    const directory = newFolder();
    writeLock(directory, { pid: 999_999_999, host: 'ailleurs' });
    expect(() => lockDataFolder(directory)).toThrow(join(directory, 'lock.json'));
  });

  it.each(['', '{', '{"pid":"1"}', '[]'])('refuses a lock that it cannot read: %j', (content) => {
    const directory = newFolder();
    writeFileSync(join(directory, 'lock.json'), content);
    expect(() => lockDataFolder(directory)).toThrow('illisible');
  });

  it('goes to exactly one of eight processes that find it abandoned', async () => {
    const takers = await Promise.all(Array.from({ length: 8 }, startTaker));
    const pid = await deadPid();
    for (let round = 0; round < 25; round += 1) {
      const directory = newFolder();
      writeLock(directory, { pid });
      const answers = await Promise.all(takers.map((taker) => ask(taker, directory)));
      const winners = takers.filter((_, i) => JSON.stringify(answers[i]) === '{"outcome":"taken"}');
      expect(winners).toHaveLength(1);
      expect(readLock(directory)).toMatchObject({ pid: winners[0]?.pid });
      expect(readdirSync(directory)).toEqual(['lock.json']);
    }
  });
});

describe('identity of a process', () => {
  it('recognises this process, its parent and an ended process', async () => {
    expect(isProcessAlive(process.pid, processStartTime(process.pid))).toBe(true);
    expect(isProcessAlive(process.ppid, null)).toBe(true);
    expect(isProcessAlive(await deadPid(), null)).toBe(false);
    expect(processStartTime(999_999_999)).toBeNull();
  });

  it.runIf(isLinux)('treats a zombie as an ended process', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(parent);
    const [line] = await once(parent.stdout, 'data');
    const pid = Number(line);
    await expect.poll(() => isProcessAlive(pid, null), { timeout: 10_000 }).toBe(false);
    expect(() => process.kill(pid, 0)).not.toThrow();
  });
});
