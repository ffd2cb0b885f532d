/** Packs the client of the API as an npm package in `web/dist`, and prints its path. */
import { execFileSync } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packFolder } from './packing/pack-folder.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = join(ROOT, 'web/api/package');
const FOLDER = join(ROOT, 'web/dist/client');

await rm(FOLDER, { recursive: true, force: true });
execFileSync('npm', ['run', '-s', 'schema'], { cwd: ROOT, stdio: 'inherit' });
execFileSync('npx', ['--no-install', 'tsc', '-p', SOURCE], { cwd: ROOT, stdio: 'inherit' });
// The compiler rewrites the imports of programs, not those of their types.
for (const name of (await readdir(FOLDER)).filter((each) => each.endsWith('.d.ts'))) {
  const file = join(FOLDER, name);
  await writeFile(file, (await readFile(file, 'utf8')).replace(/(from '[^']+)\.ts'/g, "$1.js'"));
}
await cp(join(SOURCE, 'README.md'), join(FOLDER, 'README.md'));
console.log(await packFolder(FOLDER, join(SOURCE, 'package.json')));
