import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runEssaimage } from '../cli/essaimage-process.ts';
import { prepareInstallation } from '../cli/small-corpus.ts';
import { createTestDatabase, type TestDatabase } from '../contract/test-database.ts';
import { seriesValue } from './read-measures.ts';

// Each command opens the real model; the machine may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const run = promisify(execFile);
const BIN = process.env.PG_BIN ?? '/usr/lib/postgresql/17/bin';
const PASSWORD = 'mot-de-passe-cache';
const QUESTION = ['recommend', '--territoire', '35236', '--json', 'épicerie solidaire'];

const serverUrl = process.env.TEST_DATABASE_URL;
const isMissing = serverUrl === undefined || !existsSync(join(BIN, 'pg_dump'));
const title = `a backup of the database${isMissing ? ' (skipped: set TEST_DATABASE_URL, and PG_BIN to where pg_dump is)' : ''}`;

/**
 * Sets a database up by docs/operations/install.md: the owner has no privileges, an administrator adds the extension.
 */
async function giveTo(role: string, { url, administer }: TestDatabase): Promise<string> {
  const owned = new URL(url);
  await administer.unsafe(`alter database ${owned.pathname.slice(1)} owner to ${role}`);
  const inside = postgres(url, { max: 1 });
  await inside`create extension vector`;
  await inside.end();
  owned.username = role;
  return owned.href;
}

describe.skipIf(isMissing)(title, () => {
  const role = `essaimage_${randomUUID().replaceAll('-', '')}`;
  let administer: postgres.Sql;
  let databases: TestDatabase[];
  let original: string;
  let restored: string;
  let installation: Awaited<ReturnType<typeof prepareInstallation>>;

  beforeAll(async () => {
    administer = postgres(serverUrl ?? '', { max: 1 });
    await administer.unsafe(`create role ${role} login`);
    databases = await Promise.all([0, 1].map(() => createTestDatabase()));
    [original = '', restored = ''] = await Promise.all(databases.map((database) => giveTo(role, database)));
    installation = await prepareInstallation();
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
    await administer.unsafe(`drop role ${role}`);
    await administer.end();
    await rm(installation.root, { recursive: true, force: true });
  });

  async function ask(url: string, ...args: readonly string[]): Promise<string> {
    const settings = { ...installation.environment('unused'), DATABASE_URL: url };
    const { code, stdout, stderr } = await runEssaimage(args, settings);
    expect(code, stderr).toBe(0);
    return stdout;
  }
  async function exported(url: string, name: string): Promise<string> {
    const file = join(installation.root, name);
    await ask(url, 'export', '--output', file);
    return readFile(file, 'utf8');
  }

  /** Runs the nightly script with a pg_dump that writes its arguments and its password before it starts. */
  async function backUp(): Promise<{ readonly folder: string; readonly seen: string }> {
    const [tools, folder, log, metrics] = ['tools', 'backups', 'log', 'metrics'].map((name) =>
      join(installation.root, name),
    );
    await mkdir(tools ?? '');
    await mkdir(folder ?? '');
    await mkdir(metrics ?? '');
    const wrapper = `#!/bin/sh\nprintf '%s\\n' "$@" > '${log}'\ncat "$PGPASSFILE" > '${log}.password'\nexec '${BIN}/pg_dump' "$@"\n`;
    await writeFile(join(tools ?? '', 'pg_dump'), wrapper, { mode: 0o755 });
    const address = new URL(original);
    address.password = PASSWORD;
    const env = {
      ...process.env,
      ...installation.environment('unused'),
      DATABASE_URL: address.href,
      PATH: `${tools}:${dirname(process.execPath)}:${process.env.PATH}`,
    };
    const [old, other] = ['2020-01-01.dump', 'a-garder.txt'].map((name) => join(folder ?? '', name));
    for (const file of [old, other]) {
      await writeFile(file ?? '', '');
      await utimes(file ?? '', 0, 0);
    }
    const script = ['docs/operations/nightly-backup.sh', folder ?? '', metrics ?? ''];
    const { DATABASE_URL: _, ...without } = env;
    await expect(run('/bin/sh', script, { env: without })).rejects.toThrow(/DATABASE_URL.*manque/);
    expect(existsSync(join(metrics ?? '', 'essaimage.prom'))).toBe(false);
    await run('/bin/sh', script, { env });
    const measures = await readFile(join(metrics ?? '', 'essaimage.prom'), 'utf8');
    const at = seriesValue(measures, 'essaimage_backup_last_success_timestamp_seconds');
    expect(Math.abs(Date.now() / 1000 - at)).toBeLessThan(600);
    expect([existsSync(old ?? ''), existsSync(other ?? '')]).toEqual([false, true]);
    await rm(other ?? '');
    expect(await readFile(`${log}.password`, 'utf8')).toBe(`*:*:*:*:${PASSWORD}\n`);
    return { folder: folder ?? '', seen: await readFile(log ?? '', 'utf8') };
  }

  it('restores answers, keys and the export, by the commands of docs/operations/backup.md', async () => {
    const answer = await ask(original, ...QUESTION);
    await ask(original, 'keys', 'create', '--scope', 'admin', '--label', 'Sauvegarde');
    const { folder, seen } = await backUp();
    expect(seen).toContain('--format=custom');
    expect(seen).not.toContain(PASSWORD);
    const [dump = '', ndjson = ''] = (await readdir(folder)).sort().map((name) => join(folder, name));
    await run(join(BIN, 'pg_restore'), [
      '--no-owner',
      '--no-comments',
      '--exit-on-error',
      '--single-transaction',
      `--dbname=${restored}`,
      dump,
    ]);
    expect(await ask(restored, 'doctor', '--json')).toBe(await ask(original, 'doctor', '--json'));
    expect(await ask(restored, ...QUESTION)).toBe(answer);
    expect(await ask(restored, 'keys', 'list', '--json')).toBe(await ask(original, 'keys', 'list', '--json'));
    expect(await exported(restored, 'restored.ndjson')).toBe(await exported(original, 'original.ndjson'));
    expect(await readFile(ndjson, 'utf8')).toBe(await exported(original, 'original.ndjson'));
  });
});
