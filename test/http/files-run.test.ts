import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Application, START_TIMEOUT_MS, startApplication } from './start-application.ts';

/** Files of `src/` that one recommendation may run through: the goal, to be lowered when files merge, never raised. */
const MOST_FILES = 90;

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

let application: Application;

beforeAll(async () => {
  application = await startApplication();
}, START_TIMEOUT_MS);

afterAll(() => application.close());

function recommend() {
  return application.app.inject({
    method: 'POST',
    url: '/v1/recommendations',
    payload: { territory: { code: '35238' }, priorities: 'cantine bio et circuits courts, sans supermarché' },
  });
}

/** Returns the files of `src/`, each with its functions that run during `act`; loading a module does not count. */
async function filesRunBy(act: () => Promise<unknown>): Promise<ReadonlyMap<string, readonly string[]>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await session.post('Profiler.takePreciseCoverage');
  await act();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const files = new Map<string, readonly string[]>();
  for (const { url, functions } of result) {
    const path = url.startsWith('file:') ? fileURLToPath(url) : url;
    if (!path.startsWith(SOURCES)) continue;
    const run = functions.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0);
    if (run.length > 0)
      files.set(
        path.slice(SOURCES.length),
        run.map(({ functionName }) => functionName),
      );
  }
  return files;
}

it(`runs ${MOST_FILES} files or fewer for a recommendation`, async () => {
  expect((await recommend()).statusCode).toBe(200);
  const files = await filesRunBy(recommend);
  expect(files.size).toBeGreaterThan(20);
  expect([...files.keys()].sort().slice(MOST_FILES)).toEqual([]);
});
