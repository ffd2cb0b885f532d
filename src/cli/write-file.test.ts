import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DomainError } from '../domain/errors.ts';
import { UsageError } from './command.ts';
import { writeFile } from './write-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'essaimage-write-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* lines(failure: Error | null = null) {
  yield 'un\n';
  if (failure !== null) throw failure;
  yield 'deux\n';
}
const at = (name: string) => join(folder, name);
const write = (name: string, failure?: Error) => writeFile(at(name), lines(failure));

it('makes a file for its owner only, and replaces one', async () => {
  writeFileSync(at('ancien'), 'ancien');
  chmodSync(at('ancien'), 0o644);
  for (const name of ['nouveau', 'ancien']) {
    await write(name);
    expect(readFileSync(at(name), 'utf8')).toBe('un\ndeux\n');
    expect(lstatSync(at(name)).mode & 0o777).toBe(0o600);
  }
});

it('keeps the file that was there when the writing fails', async () => {
  writeFileSync(at('ancien'), 'ancien');
  await expect(write('ancien', new Error('coupure'))).rejects.toThrow('coupure');
  expect(readFileSync(at('ancien'), 'utf8')).toBe('ancien');
  expect(readdirSync(folder)).toEqual(['ancien']);
});

it('writes through a pipe, which stays one', async () => {
  execFileSync('mkfifo', [at('tube')]);
  const [read] = await Promise.all([readFile(at('tube'), 'utf8'), write('tube')]);
  expect(read).toBe('un\ndeux\n');
  expect(lstatSync(at('tube')).isFIFO()).toBe(true);
});

it.each(['fichier', 'rien'])('writes through a link to « %s », which stays one', async (target) => {
  writeFileSync(at('fichier'), 'ancien');
  symlinkSync(target, at('lien'));
  await write('lien');
  expect(lstatSync(at('lien')).isSymbolicLink()).toBe(true);
  expect(readFileSync(at(target), 'utf8')).toBe('un\ndeux\n');
});

it('writes through a device, which stays one', async () => {
  symlinkSync('/dev/null', at('lien'));
  await write('lien');
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  expect(lstatSync(at('lien')).isSymbolicLink()).toBe(true);
});

it('says why a file cannot be written', async () => {
  await expect(writeFile(folder, lines())).rejects.toThrow(UsageError);
  await expect(write('absent/fichier')).rejects.toThrow('ENOENT');
  const late = new DomainError('deadline-exceeded', 'Trop tard.', { operation: 'export', timeoutMs: 1 });
  await expect(write('nouveau', late)).rejects.toBe(late);
});
