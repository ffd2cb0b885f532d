import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { clientOf } from './http-client.ts';
import { useApplication } from './use-application.ts';

/**
 * Files of `src/` that one recommendation may run through: lowered when files merge, never raised. Two more than are
 * counted: a timer of the service may run in the meantime.
 */
const MOST_FILES = 97;

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

const application = await useApplication();

function recommend() {
  return clientOf(application.app)
    .post('/v1/recommendations')
    .send({ territory: { code: '35238' }, priorities: 'cantine bio et circuits courts, sans supermarché' });
}

/** Returns the files of `src/` of which a function runs during `act`, in this thread; loading a module does not count. */
async function filesRunBy(act: () => Promise<unknown>): Promise<readonly string[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  // Each reading sets the counts back to zero.
  await session.post('Profiler.takePreciseCoverage');
  await act();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  return result
    .filter(({ functions }) =>
      functions.some(({ ranges: [whole] }) => whole !== undefined && whole.count > 0),
    )
    .map(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : url))
    .filter((path) => path.startsWith(SOURCES) && path.endsWith('.ts'))
    .map((path) => path.slice(SOURCES.length))
    .sort();
}

it(`runs ${MOST_FILES} files or fewer for a recommendation`, async () => {
  // Once before, so that what is loaded or read the first time is there.
  expect((await recommend()).statusCode).toBe(200);
  const files = await filesRunBy(recommend);
  expect(files.length, files.join('\n')).toBeLessThanOrEqual(MOST_FILES);
  expect(files).toContain('application/recommend/recommend.ts');
});
