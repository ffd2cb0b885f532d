import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Builds the service, the pages and the component once, as `npm run build` does, before the tests that serve
 * them. NODE_ENV is `production`: with the `test` of Vitest, other builds of libraries would be bundled.
 */
export async function setup(): Promise<void> {
  // The types of the API, for the test of the import rules.
  await promisify(execFile)('npm', ['run', '-s', 'schema'], { cwd: ROOT });
  await promisify(execFile)(process.execPath, ['bin/build.js'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
