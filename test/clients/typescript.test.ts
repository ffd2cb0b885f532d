import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Application,
  builtPages,
  START_TIMEOUT_MS,
  startApplication,
} from '../http/start-application.ts';
import { readExamples, receiveRequests } from './shown-examples.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** Project of an integrator, where the packed client is installed. */
let project: string;
let application: Application;
let service: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'essaimage-client-'));
  const packed = await run(process.execPath, ['--import', 'tsx', 'scripts/pack-client.ts'], { cwd: ROOT });
  const [archive = ''] = packed.stdout.split(' (');
  await writeFile(join(project, 'package.json'), '{ "type": "module", "private": true }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(ROOT, archive)], {
    cwd: project,
  });
  application = await startApplication({ web: await builtPages() });
  service = await application.app.listen({ port: 0, host: '127.0.0.1' });
}, START_TIMEOUT_MS);
afterAll(async () => {
  await application?.close();
  await rm(project, { recursive: true, force: true });
});

it('compiles the calls of its README as strictly as TypeScript can', async () => {
  const readme = await readFile(join(ROOT, 'web/api/package/README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  expect(blocks.length).toBeGreaterThan(3);
  await mkdir(join(project, 'calls'));
  for (const [index, code] of blocks.entries())
    await writeFile(join(project, `calls/call-${index}.ts`), code);
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022', 'DOM'],
    module: 'nodenext',
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['calls'] }));
  const { stdout } = await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', project]).catch((error) => error);
  expect(stdout).toBe('');
});

it('sends, by the examples of the documentation, what their lines of curl send', async () => {
  const server = await receiveRequests();
  try {
    const examples = await readExamples(application.app, server, project);
    expect(examples.length).toBeGreaterThan(50);
    const names = examples.map(({ operationId }) => operationId);
    for (const { operationId, typescript } of examples) {
      await writeFile(join(project, `calls/${operationId}.ts`), typescript);
      await writeFile(join(project, `${operationId}.js`), typescript);
    }
    const { stdout } = await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', project]).catch(
      (error) => error,
    );
    expect(stdout).toBe('');
    await writeFile(join(project, 'all.js'), names.map((name) => `await import('./${name}.js');`).join('\n'));
    await run(process.execPath, ['all.js'], { cwd: project });
    const received = server.take();
    expect(received).toEqual(examples.map(({ sent }) => sent));
  } finally {
    await server.close();
  }
});

it('makes the main calls, and refuses to compile a mistyped one', async () => {
  await writeFile(
    join(project, 'main.js'),
    `import { createApi, remember, retry } from '@essaimage/client';
const statuses = [];
const watched = async (request) => {
  const response = await fetch(request);
  statuses.push(response.status);
  return response;
};
const api = createApi(${JSON.stringify(`${service}/`)}, retry(remember(watched)), { timeoutMs: 60_000 });
const question = { territory: { code: '35236' }, priorities: 'reprendre la dernière épicerie du village' };
const answer = await api.post('/v1/recommendations', { body: question });
const [best] = answer.data.experiences;
const fiche = await api.get('/v1/experiences/{id}', { path: { id: best.experience.id } });
const places = await api.get('/v1/territories', { query: { q: 'Angers', limit: 1 } });
const themes = await api.get('/v1/themes');
const sameThemes = await api.get('/v1/themes');
const missing = await api.get('/v1/experiences/{id}', { path: { id: 'à/côté ?' } });
const refused = await api.post('/v1/recommendations', { body: {} });
console.log(JSON.stringify({
  isSame: fiche.data.title === best.experience.title,
  place: places.data.territories[0].name,
  themes: themes.data.themes.length,
  areSame: JSON.stringify(themes) === JSON.stringify(sameThemes),
  missing: missing.failure.problem.code,
  refused: refused.failure.problem.errors[0].code,
  statuses,
}));`,
  );
  const { stdout } = await run(process.execPath, ['main.js'], { cwd: project });
  expect(JSON.parse(stdout)).toEqual({
    isSame: true,
    place: 'Angers',
    themes: application.essaimage.taxonomy.themes.length,
    areSame: true,
    missing: 'experience-not-found',
    refused: 'nothing-asked',
    statuses: [200, 200, 200, 200, 304, 404, 400],
  });

  await writeFile(
    join(project, 'calls/mistyped.ts'),
    "import { createApi } from '@essaimage/client';\nawait createApi('').get('/v1/territories', { query: { qq: 'Angers' } });\n",
  );
  const { stdout: refusal } = await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', project]).catch(
    (error) => error,
  );
  expect(refusal).toContain('calls/mistyped.ts(2,');
});

it('leaves out what is not imported', async () => {
  const entry = join(project, 'entry.js');
  await writeFile(entry, "import { createApi } from '@essaimage/client';\nglobalThis.api = createApi('');\n");
  const built = await build({
    root: project,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, rollupOptions: { input: entry } },
  });
  const code = JSON.stringify(built);
  expect(code).toContain('unreachable');
  for (const word of ['if-none-match', 'retry-after', 'authorization']) expect(code).not.toContain(word);
});
