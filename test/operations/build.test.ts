import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const COPIED = ['bin', 'src', 'web', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];

let folder: string;
const run = (...args: readonly string[]) => promisify(execFile)(process.execPath, args, { cwd: folder });
const isBuilt = async () =>
  (
    await run('--eval', "import('./bin/built.js').then((built) => console.log(built.isBuilt()))")
  ).stdout.trim();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'essaimage-build-'));
  const filter = (source: string) => !source.includes('web/dist');
  for (const name of COPIED) await cp(name, join(folder, name), { recursive: true, filter });
});
afterAll(() => rm(folder, { recursive: true }));

it('says how to build when nothing is built and node_modules is empty', async () => {
  await mkdir(join(folder, 'node_modules'));
  for (const args of [['bin/build.js'], ['bin/essaimage.js', '--version']]) {
    await expect(run(...args)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Le programme n’est pas construit.*« npm ci && npm run build »/),
    });
  }
  await rm(join(folder, 'node_modules'), { recursive: true });
});

it('builds once, then only when a source has changed', async () => {
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  expect(await isBuilt()).toBe('false');
  await run('bin/build.js');
  expect(await isBuilt()).toBe('true');
  const { mtimeMs } = await stat(join(folder, 'dist/main.js'));
  await run('bin/build.js');
  expect((await stat(join(folder, 'dist/main.js'))).mtimeMs).toBe(mtimeMs);

  await promisify(execFile)(process.execPath, ['bin/build.js'], {
    cwd: folder,
    env: { ...process.env, COMMIT: '0123456789ab' },
  });
  expect((await run('bin/essaimage.js', '--version')).stdout).toMatch(/^\d+\.\d+\.\d+ \(0123456789ab\)\n$/);

  for (const source of ['web/styles/page.css', 'src/main.ts', 'package-lock.json']) {
    const content = await readFile(join(folder, source), 'utf8');
    await writeFile(join(folder, source), `${content} `);
    expect(await isBuilt(), source).toBe('false');
    await writeFile(join(folder, source), content);
    expect(await isBuilt(), source).toBe('true');
  }
  await rm(join(folder, 'web/dist'), { recursive: true });
  expect(await isBuilt()).toBe('false');
});

it('keeps each statement at the line and column of its source', async () => {
  const placeOf = (program: string, statement: string) => {
    const before = program.slice(0, program.indexOf(statement)).split('\n');
    return { line: before.length, column: before.at(-1)?.length };
  };
  const [source, built] = await Promise.all(
    ['src/config.ts', join(folder, 'dist/config.js')].map((file) => readFile(file, 'utf8')),
  );
  for (const statement of ['const REPOSITORY', 'class ConfigError', 'function parseConfig']) {
    expect(placeOf(built ?? '', statement), statement).toEqual(placeOf(source ?? '', statement));
  }
});
