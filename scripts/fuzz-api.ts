/**
 * Sends thousands of requests that schemathesis generates from the description of the API, without a key then with one.
 * Fails on a 5xx, on an answer or a header that the description does not have, and on invalid data that is accepted.
 * Needs PYTHON_TOOLS (scripts/python-tools.sh). `npm run fuzz -- 5` asks for five requests by operation and kind.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCOPES } from '../src/domain/access/api-key.ts';
import { OPEN_OPERATOR, startApplication } from '../test/http/start-application.ts';

const CONFIG = fileURLToPath(new URL('../test/clients/schemathesis.toml', import.meta.url));
const DEFAULT_EXAMPLES = '20';
/** The same requests each time: a failure is reproduced by running it again. */
const SEED = '1';

const tools = process.env.PYTHON_TOOLS;
if (tools === undefined) {
  console.error('PYTHON_TOOLS manque : export PYTHON_TOOLS="$(scripts/python-tools.sh)"');
  process.exit(2);
}
const [examples = DEFAULT_EXAMPLES] = process.argv.slice(2);

function run(description: string, token: string | null, folder: string): Promise<number | null> {
  const settings = [
    ['--max-examples', examples],
    ['--seed', SEED],
    ['--workers', '1'],
    ['--request-timeout', '60'],
    ['--continue-on-failure'],
    token === null ? [] : ['--header', `Authorization: Bearer ${token}`],
  ].flat();
  const child = spawn(
    join(tools ?? '', 'bin/schemathesis'),
    ['--config-file', CONFIG, 'run', description, ...settings],
    {
      // It writes a cache where it runs.
      cwd: folder,
      stdio: 'inherit',
    },
  );
  return new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
}

const folder = await mkdtemp(join(tmpdir(), 'essaimage-fuzz-'));
const { app, essaimage, close } = await startApplication(
  { operator: OPEN_OPERATOR },
  { BLIND_SPOTS: 'true' },
);
try {
  const service = await app.listen({ host: '127.0.0.1', port: 0 });
  const { token } = await essaimage.keys.create(
    { label: 'fuzz', scopes: SCOPES, expiresOn: undefined },
    'cli',
  );
  const [all, screen] = [`${service}/openapi.json`, `${service}/openapi-redaction.json`];
  const outcomes = [
    await run(all, null, folder),
    await run(all, token, folder),
    await run(screen, token, folder),
  ];
  if (outcomes.some((code) => code !== 0)) process.exitCode = 1;
} finally {
  await close();
  await rm(folder, { recursive: true, force: true });
}
