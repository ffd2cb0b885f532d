import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Application, START_TIMEOUT_MS, startApplication } from '../http/start-application.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const tool = (name: string) => join(ROOT, 'node_modules/.bin', name);

/** Folder in which programs find the packages of the repository. */
let folder: string;
let application: Application;
let service: string;
beforeAll(async () => {
  const cache = join(ROOT, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'generated-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  application = await startApplication();
  service = await application.app.listen({ port: 0, host: '127.0.0.1' });
}, START_TIMEOUT_MS);
afterAll(async () => {
  await application?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Compiles a program strictly with what was generated beside it, runs it, and returns what it printed. */
async function runProgram(name: string, program: string): Promise<unknown> {
  await writeFile(join(folder, `${name}.ts`), program);
  const strict = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'preserve', '--types', 'node'];
  const compiled = await run(tool('tsc'), [...strict, `${name}.ts`], { cwd: folder }).catch((error) => error);
  expect(compiled.stdout).toBe('');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', `${name}.ts`], { cwd: folder });
  return JSON.parse(stdout);
}

const QUESTION = `const question = { territory: 'Redon', priorities: 'reprendre la dernière épicerie du village' };`;
/** End of both programs, whose answers have the same names. */
const TOLD = `console.log(JSON.stringify({
  isSame: fiche.data?.title === best?.title,
  found: found.data?.experiences.length,
  place: places.data?.territories[0]?.name,
  hasThemes: (themes.data?.themes.length ?? 0) > 0,
  missing: missing.error?.code,
  refused: refused.error?.errors?.[0]?.code,
}));`;
const EXPECTED = {
  isSame: true,
  found: 1,
  place: 'Angers',
  hasThemes: true,
  missing: 'experience-not-found',
  refused: 'nothing-asked',
};

it(
  'openapi-fetch makes the main calls, with the types of openapi-typescript',
  async () => {
    const types = ['--default-non-nullable', 'false', '--output', 'schema.d.ts'];
    await run(tool('openapi-typescript'), [`${service}/openapi.json`, ...types], { cwd: folder });
    const read = await runProgram(
      'fetch',
      `import createClient from 'openapi-fetch';
import type { paths } from './schema';
const api = createClient<paths>({ baseUrl: ${JSON.stringify(service)} });
${QUESTION}
const answer = await api.POST('/v1/recommendations', { body: question });
const best = answer.data?.experiences[0]?.experience;
const fiche = await api.GET('/v1/experiences/{id}', { params: { path: { id: best?.id ?? '' } } });
const found = await api.GET('/v1/experiences', { params: { query: { q: 'épicerie', limit: 1 } } });
const places = await api.GET('/v1/territories', { params: { query: { q: 'Angers', limit: 1 } } });
const themes = await api.GET('/v1/themes');
const missing = await api.GET('/v1/experiences/{id}', { params: { path: { id: 'nulle-part' } } });
const refused = await api.POST('/v1/recommendations', { body: {} });
${TOLD}`,
    );
    expect(read).toEqual(EXPECTED);
  },
  START_TIMEOUT_MS,
);

it(
  'openapi-ts of Hey API gives a client that makes the main calls',
  async () => {
    const generate = ['--input', `${service}/openapi.json`, '--output', join(folder, 'hey'), '--no-log-file'];
    await run(tool('openapi-ts'), generate, { cwd: folder });
    const read = await runProgram(
      'hey-api',
      `import { client } from './hey/client.gen';
import { findTerritories, getExperience, listThemes, recommend, searchExperiences } from './hey';
client.setConfig({ baseUrl: ${JSON.stringify(service)} });
${QUESTION}
const answer = await recommend({ body: question });
const best = answer.data?.experiences[0]?.experience;
const fiche = await getExperience({ path: { id: best?.id ?? '' } });
const found = await searchExperiences({ query: { q: 'épicerie', limit: 1 } });
const places = await findTerritories({ query: { q: 'Angers', limit: 1 } });
const themes = await listThemes();
const missing = await getExperience({ path: { id: 'nulle-part' } });
const refused = await recommend({ body: {} });
${TOLD}`,
    );
    expect(read).toEqual(EXPECTED);
  },
  START_TIMEOUT_MS,
);
