/**
 * Packs the component as an npm package in `web/dist`, from the output of `npm run build`, and prints its path. Its
 * types are those of the source and of the API schemas that they use.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { z } from 'zod';
import { packFolder } from './packing/pack-folder.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(ROOT, 'web/dist/paquet');

const read = (path: string) => readFile(join(ROOT, path), 'utf8');

async function write(path: string, content: string): Promise<void> {
  const file = join(FOLDER, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** Returns the names with those of all schemas that they reference. */
function withMentioned(names: readonly string[], schemas: Readonly<Record<string, unknown>>): Set<string> {
  const kept = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (kept.has(name)) continue;
    kept.add(name);
    for (const [, mentioned = ''] of JSON.stringify(schemas[name]).matchAll(
      /"#\/components\/schemas\/(\w+)"/g,
    )) {
      waiting.push(mentioned);
    }
  }
  return kept;
}

async function apiTypes(answers: string): Promise<string> {
  const print = ['--import', 'tsx', 'scripts/print-openapi.ts'];
  const printed = execFileSync(process.execPath, print, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const document = z
    .looseObject({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) })
    .parse(JSON.parse(printed));
  const { schemas } = document.components;
  const named = [...answers.matchAll(/Schemas\['(\w+)'\]/g)].map(([, name = '']) => name);
  const kept = withMentioned(named, schemas);
  const components = { schemas: Object.fromEntries([...kept].map((name) => [name, schemas[name]])) };
  const part = { openapi: '3.1.0', info: { title: 'Essaimage', version: '1' }, paths: {}, components };
  return astToString(await openapiTS(JSON.stringify(part)));
}

const published = (module: string) => module.replace(/(from '[^']+)\.ts'/g, "$1.js'");

await rm(FOLDER, { recursive: true, force: true });
const answers = await read('web/api/answers.ts');
await write('types/api/schema.d.ts', await apiTypes(answers));
await write('types/api/answers.d.ts', published(answers));
await write('types/component/public-types.d.ts', published(await read('web/component/public-types.ts')));

await cp(join(ROOT, 'web/component/package/README.md'), join(FOLDER, 'README.md'));
await cp(join(ROOT, 'web/dist/browser/composant'), FOLDER, { recursive: true });

console.log(await packFolder(FOLDER, join(ROOT, 'web/component/package/package.json')));
