/**
 * Puts a release in one folder, named after its version, under the folder given as argument or under `release`: our
 * client and our component as npm packages, the generated client for Python, the descriptions of the API, the bill of
 * materials, the image where docker or podman runs, the notes of the version and the SHA-256 of each file. Run by
 * `npm run release`; needs git, PyPI and PYTHON_TOOLS (scripts/python-tools.sh).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { notesOf } from './packing/release-notes.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const tools = process.env.PYTHON_TOOLS;
if (tools === undefined) {
  console.error('PYTHON_TOOLS manque : export PYTHON_TOOLS="$(scripts/python-tools.sh)"');
  process.exit(2);
}

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
const folder = resolve(process.argv[2] ?? join(ROOT, 'release'), `essaimage-${version}`);

const run = (program: string, ...given: readonly string[]) =>
  execFileSync(program, given, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

const runAloud = (program: string, ...given: readonly string[]) =>
  execFileSync(program, given, { cwd: ROOT, stdio: ['ignore', process.stderr, 'inherit'] });

/** Runs a script that prints the path of an archive, and copies it. */
async function addPacked(script: string): Promise<void> {
  const [archive = ''] = run('npm', 'run', '-s', script).split('\n').at(-1)?.split(' (') ?? [];
  await cp(join(ROOT, archive), join(folder, basename(archive)));
}

/** The archive has the same bytes for the same description: neither owners nor moments. */
async function addPythonClient(committedAt: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'essaimage-release-'));
  try {
    const name = `essaimage_client-${version}`;
    const settings = await readFile(join(ROOT, 'scripts/packing/python-client.yml'), 'utf8');
    const config = join(work, 'config.yml');
    await writeFile(
      config,
      `${settings}project_name_override: essaimage_client\npackage_version_override: ${version}\n`,
    );
    const given = ['--path', 'openapi/openapi.json', '--config', config, '--output-path', join(work, name)];
    run(join(tools ?? '', 'bin/openapi-python-client'), 'generate', ...given);
    const fixed = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=${committedAt}`];
    run('tar', ...fixed, '-I', 'gzip -n', '-cf', join(folder, `${name}.tar.gz`), '-C', work, name);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The image of the last commit, to be loaded by `docker load`. A client without its daemon builds nothing. */
function addImage(): void {
  const engine = ['docker', 'podman'].find(
    (one) => spawnSync(one, ['info'], { stdio: 'ignore' }).status === 0,
  );
  if (engine === undefined) {
    console.error('Sans image : ni docker ni podman ne répond sur cette machine.');
    return;
  }
  const name = `essaimage:${version}`;
  const archive = join(folder, `essaimage-image-${version}.tar`);
  const commit = run('git', 'rev-parse', '--short=12', 'HEAD');
  runAloud(engine, 'build', '--build-arg', `COMMIT=${commit}`, '--tag', name, '.');
  runAloud(engine, 'save', '--output', archive, name);
  run('gzip', '-n', archive);
}

async function writeSums(): Promise<void> {
  const names = (await readdir(folder)).sort();
  const lines = await Promise.all(
    names.map(async (name) => {
      const hash = createHash('sha256').update(await readFile(join(folder, name)));
      return `${hash.digest('hex')}  ${name}\n`;
    }),
  );
  await writeFile(join(folder, 'SHA256SUMS'), lines.join(''));
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const committedAt = run('git', 'log', '-1', '--format=%cI');
// The component first: its build empties the folder where archives are made.
await addPacked('pack:component');
await addPacked('pack:client');
await addPythonClient(committedAt);
run('npm', 'run', '-s', 'sbom', '--', folder);
for (const name of ['openapi.json', 'editors.json'])
  await cp(join(ROOT, 'openapi', name), join(folder, name));
addImage();
const changes = await readFile(join(ROOT, 'CHANGELOG.md'), 'utf8');
await writeFile(join(folder, 'NOTES.md'), notesOf(changes, version, committedAt));
await writeSums();
console.log(`${folder}\n${(await readdir(folder)).map((name) => `  ${name}`).join('\n')}`);
