import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

const file = new URL('../../compose.yaml', import.meta.url);
const composeSchema = z.object({ services: z.record(z.string(), z.record(z.string(), z.unknown())) });
const { services } = composeSchema.parse(load(readFileSync(file, 'utf8')));

it.each(Object.entries(services))(
  'compose.yaml gives « %s » no more rights than it needs',
  (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.any(String),
      pids_limit: expect.any(Number),
    });
  },
);

it('compose.yaml passes every setting of .env to each instance', () => {
  for (const name of ['one', 'two']) expect(services[name]).toMatchObject({ env_file: ['.env'] });
});

it.each([
  [
    'keeps a month of whole backups',
    'echo > "$(echo "$2" | cut -d= -f2)"',
    [/^\d{4}-\d\d-\d\d\.dump$/, /^other$/],
  ],
  ['deletes nothing on the day that it fails', 'exit 1', [/^2020-01-01\.dump$/, /^other$/]],
])('the backup of compose.yaml %s', (_what, dump, kept) => {
  const root = mkdtempSync(join(tmpdir(), 'essaimage-compose-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const [backups, tools] = ['backups', 'tools'].map((name) => join(root, name));
  for (const folder of [backups, tools]) mkdirSync(folder ?? '');
  for (const name of ['2020-01-01.dump', 'other'].map((file) => join(backups ?? '', file))) {
    writeFileSync(name, '');
    utimesSync(name, 0, 0);
  }
  const program = (name: string, text: string) =>
    writeFileSync(join(tools ?? '', name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  program('pg_dump', dump);
  program('sleep', 'kill $PPID');
  const { command } = z
    .object({ command: z.tuple([z.string(), z.string(), z.string()]) })
    .parse(services.backup);
  const script = command[2].replaceAll('$$', '$').replaceAll('/backups', backups ?? '');
  spawnSync('sh', ['-c', script], { env: { PATH: `${tools}:${process.env.PATH}` } });
  const names = readdirSync(backups ?? '').sort();
  expect(names.map((name, index) => kept[index]?.test(name))).toEqual([true, true]);
});

const tools = process.env.PYTHON_TOOLS;

it.skipIf(tools === undefined)('hadolint finds no fault in the Dockerfile (needs PYTHON_TOOLS)', () => {
  const file = fileURLToPath(new URL('../../Dockerfile', import.meta.url));
  // Debian keeps one version of a package: pinned, it would vanish with the next correction.
  const { stdout, status } = spawnSync(join(tools ?? '', 'bin/hadolint'), ['--ignore', 'DL3008', file], {
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([0, '']);
});
