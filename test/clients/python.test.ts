import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { SCOPES } from '../../src/domain/access/api-key.ts';
import { START_TIMEOUT_MS, startApplication } from '../http/start-application.ts';

const run = promisify(execFile);
const tools = process.env.PYTHON_TOOLS;
const SPECTRAL = '@stoplight/spectral-cli@6.16.3';
const RULES = fileURLToPath(new URL('spectral.yaml', import.meta.url));
const CALLS = fileURLToPath(new URL('main_calls.py', import.meta.url));

it.skipIf(tools === undefined)(
  'the description of the service is valid, gives Python models, and a client that makes the main calls (needs PYTHON_TOOLS: scripts/python-tools.sh)',
  async () => {
    const { app, essaimage, close } = await startApplication();
    const folder = await mkdtemp(join(tmpdir(), 'essaimage-python-'));
    try {
      const service = await app.listen({ port: 0, host: '127.0.0.1' });
      const asked = {
        label: 'Python',
        scopes: SCOPES,
        expiresOn: undefined,
      };
      const { token } = await essaimage.keys.create(asked, 'cli');
      const python = (program: string, ...given: readonly string[]) =>
        run(join(tools ?? '', 'bin', program), given, {
          cwd: folder,
          env: { ...process.env, PYTHONPATH: folder },
        });

      const description = `${service}/openapi.json`;
      await writeFile(join(folder, 'openapi.json'), await (await fetch(description)).text());
      await python('openapi-spec-validator', 'openapi.json');
      await run('npx', [
        '--yes',
        SPECTRAL,
        'lint',
        '--ruleset',
        RULES,
        '-F',
        'warn',
        `${folder}/openapi.json`,
      ]);
      const models = ['--output-model-type', 'pydantic_v2.BaseModel', '--output', 'models.py'];
      await python('datamodel-codegen', '--input', 'openapi.json', '--input-file-type', 'openapi', ...models);
      await python('python', '-c', 'import models');

      await writeFile(
        join(folder, 'config.yml'),
        'package_name_override: essaimage_client\npost_hooks: []\n',
      );
      const settings = ['--meta', 'none', '--config', 'config.yml', '--output-path', 'essaimage_client'];
      const generated = await python('openapi-python-client', 'generate', '--url', description, ...settings);
      expect(generated.stdout + generated.stderr).not.toContain('will not be generated');
      const { stdout } = await python('python', CALLS, service, token);
      expect(JSON.parse(stdout)).toEqual({
        isSame: true,
        reason: expect.any(String),
        missing: 'experience-not-found',
        found: 1,
        place: 'Angers',
        themes: essaimage.taxonomy.themes.length,
        lever: 'commande-publique',
        takenBack: 204,
        imports: 1,
        made: ['import'],
      });
    } finally {
      await close();
      await rm(folder, { recursive: true, force: true });
    }
  },
  START_TIMEOUT_MS,
);
