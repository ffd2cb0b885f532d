import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../src/domain/access/api-key.ts';
import {
  type Application,
  builtPages,
  START_TIMEOUT_MS,
  startApplication,
} from '../http/start-application.ts';
import { readExamples, receiveRequests } from './shown-examples.ts';

const run = promisify(execFile);
const tools = process.env.PYTHON_TOOLS;
const SPECTRAL = '@stoplight/spectral-cli@6.16.3';
const RULES = fileURLToPath(new URL('spectral.yaml', import.meta.url));
const CONFIG = fileURLToPath(new URL('../../scripts/packing/python-client.yml', import.meta.url));
/** Addresses of the descriptions, and the package that each gives. */
const DOCUMENTS = [
  ['/openapi.json', 'essaimage_client'],
  ['/openapi-redaction.json', 'essaimage_editing'],
] as const;
/** Half of what the client of integrators had when the API had one description. */
const MOST_LINES = 20_504;
const CALLS = fileURLToPath(new URL('main_calls.py', import.meta.url));

async function linesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const texts = await Promise.all(
    names.filter((name) => name.endsWith('.py')).map((name) => readFile(join(folder, name), 'utf8')),
  );
  return texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0);
}

describe.skipIf(tools === undefined)('in Python (needs PYTHON_TOOLS: scripts/python-tools.sh)', () => {
  let folder: string;
  let application: Application;
  let service: string;
  const python = (program: string, ...given: readonly string[]) =>
    run(join(tools ?? '', 'bin', program), given, {
      cwd: folder,
      env: { ...process.env, PYTHONPATH: folder },
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'essaimage-python-'));
    application = await startApplication({ web: await builtPages() });
    service = await application.app.listen({ port: 0, host: '127.0.0.1' });
    for (const [address, client] of DOCUMENTS) {
      await writeFile(join(folder, `${client}.json`), await (await fetch(`${service}${address}`)).text());
    }
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await application?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(DOCUMENTS)(
    '%s is valid, and gives models',
    async (_address, client) => {
      const file = `${client}.json`;
      await python('openapi-spec-validator', file);
      await run('npx', ['--yes', SPECTRAL, 'lint', '--ruleset', RULES, '-F', 'warn', join(folder, file)]);
      const models = ['--output-model-type', 'pydantic_v2.BaseModel', '--output', `${client}_models.py`];
      await python('datamodel-codegen', '--input', file, '--input-file-type', 'openapi', ...models);
      await python('python', '-c', `import ${client}_models`);
    },
    START_TIMEOUT_MS,
  );

  it(
    'clients are generated whole, that of integrators small, and make the main calls',
    async () => {
      for (const [, client] of DOCUMENTS) {
        const settings = ['--meta', 'none', '--config', CONFIG, '--output-path', client];
        const generated = await python(
          'openapi-python-client',
          'generate',
          '--path',
          `${client}.json`,
          ...settings,
        );
        const said = generated.stdout + generated.stderr;
        expect(said).not.toContain('will not be generated');
        if (client === 'essaimage_client') expect(said).not.toContain('WARNING');
      }
      expect(await linesIn(join(folder, 'essaimage_client'))).toBeLessThanOrEqual(MOST_LINES);

      const asked = { label: 'Python', scopes: SCOPES, expiresOn: undefined };
      const { token } = await application.essaimage.keys.create(asked, 'cli');
      const { stdout } = await python('python', CALLS, service, token);
      expect(JSON.parse(stdout)).toEqual({
        isSame: true,
        reason: expect.any(String),
        missing: 'experience-not-found',
        found: 1,
        place: 'Angers',
        themes: application.essaimage.taxonomy.themes.length,
        lever: 'commande-publique',
        takenBack: 204,
        imports: 1,
        made: ['import'],
        firstLine: expect.stringContaining('{"id":'),
        feed: expect.stringContaining('<feed'),
      });
    },
    START_TIMEOUT_MS,
  );

  it(
    'the examples of the documentation send what their lines of curl send',
    async () => {
      const server = await receiveRequests();
      try {
        const examples = await readExamples(application.app, server, folder);
        await writeFile(join(folder, 'examples.py'), examples.map((each) => each.python).join('\n'));
        await python('python', 'examples.py');
        expect(server.take()).toEqual(examples.map(({ sent }) => sent));
      } finally {
        await server.close();
      }
    },
    START_TIMEOUT_MS,
  );
});
