import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createNativeSection, requestStop, runInside } from './native-section.ts';

const ENTRY = new URL('../../../test/fixtures/native-section-worker.ts', import.meta.url);

/** Starts a thread that is inside; the fixture says what it does next. */
async function startThread(section: SharedArrayBuffer) {
  const thread = new Worker(new URL('../../../bin/worker.js', import.meta.url), {
    workerData: { entry: ENTRY.href, section },
  });
  await once(thread, 'message');
  return thread;
}

describe('the native section', () => {
  it('lets a thread that is outside be terminated', async () => {
    const section = createNativeSection();
    expect(await runInside(section, async () => 'done')).toBe('done');
    expect(requestStop(section)).toBe(true);
    expect(requestStop(section)).toBe(true);
  });

  it('is left when the work fails', async () => {
    const section = createNativeSection();
    await expect(runInside(section, () => Promise.reject(new Error('panne')))).rejects.toThrow('panne');
    expect(requestStop(section)).toBe(true);
  });

  it('makes a thread that is inside exit when it leaves', async () => {
    const section = createNativeSection();
    const thread = await startThread(section);
    expect(requestStop(section)).toBe(false);
    expect(requestStop(section)).toBe(false);
    const exit = once(thread, 'exit');
    thread.postMessage('come out');
    await exit;
  });

  it('makes a thread that is about to be terminated exit rather than enter', async () => {
    const section = createNativeSection();
    const thread = await startThread(section);
    const outside = once(thread, 'message');
    thread.postMessage('come out');
    await outside;
    expect(requestStop(section)).toBe(true);
    const exit = once(thread, 'exit');
    thread.postMessage('go in');
    await exit;
  });
});
