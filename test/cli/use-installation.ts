import { rm } from 'node:fs/promises';
import { afterAll, vi } from 'vitest';
import { prepareInstallation } from './small-corpus.ts';

/**
 * Makes a folder with a small corpus for the tests of a file, and removes it after them. Each test has five minutes: a
 * command opens the real database, and often the real model, on a machine that may be busy.
 */
export async function useInstallation() {
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
  const installation = await prepareInstallation();
  afterAll(() => rm(installation.root, { recursive: true, force: true }));
  return installation;
}
