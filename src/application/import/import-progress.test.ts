import { expect, test } from 'vitest';
import { bringUpToDate, type ImportExperiences } from './import-experiences.ts';

/** An import of three experiences that records its calls. */
function setUp() {
  const imported: number[] = [];
  const shown: string[] = [];
  const importExperiences: ImportExperiences = async ({ onProgress }) => {
    for (const done of [1, 2, 3]) {
      imported.push(done);
      onProgress({ done, total: 3 });
    }
    return { total: 3, indexed: 3, unchanged: 0, removed: 0 };
  };
  const display = {
    advance: ({ done }: { done: number }) => shown.push(`${done}`),
    end: () => shown.push('end'),
  };
  return { imported, shown, importExperiences, display, stop: new AbortController() };
}

test('shows each step, releases the screen and returns the report', async () => {
  const { importExperiences, display, shown, stop } = setUp();
  const report = await bringUpToDate({ importExperiences, display, rebuild: false, signal: stop.signal });
  expect(report).toEqual({ total: 3, indexed: 3, unchanged: 0, removed: 0 });
  expect(shown).toEqual(['1', '2', '3', 'end']);
});

test('stops after the current experience and returns null', async () => {
  const { importExperiences, display, imported, shown, stop } = setUp();
  const stoppedAtTwo: ImportExperiences = ({ rebuild, onProgress }) =>
    importExperiences({
      rebuild,
      onProgress: (progress) => {
        if (progress.done === 2) stop.abort();
        onProgress(progress);
      },
    });
  const options = { importExperiences: stoppedAtTwo, display, rebuild: false, signal: stop.signal };
  expect(await bringUpToDate(options)).toBeNull();
  expect(imported).toEqual([1, 2]);
  expect(shown).toEqual(['1', '2', 'end']);
});

test('does not start once stopped', async () => {
  const { importExperiences, display, imported, stop } = setUp();
  stop.abort();
  const options = { importExperiences, display, rebuild: false, signal: stop.signal };
  expect(await bringUpToDate(options)).toBeNull();
  expect(imported).toEqual([]);
});

test('releases the screen and rethrows a failure of the import, even while stopping', async () => {
  const { display, shown, stop } = setUp();
  const failure = new Error('disk full');
  const importExperiences: ImportExperiences = async () => {
    stop.abort();
    throw failure;
  };
  const options = { importExperiences, display, rebuild: false, signal: stop.signal };
  await expect(bringUpToDate(options)).rejects.toBe(failure);
  expect(shown).toEqual(['end']);
});
