import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Builds the program, the pages and the component once, as `npm run build` does, before the tests that serve them.
 * Vitest sets NODE_ENV to `test`, with which the libraries would not be those that the service serves.
 */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, ['bin/build.js'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
