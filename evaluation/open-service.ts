import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Composition, compose } from '../src/composition/compose.ts';
import type { CompositionOptions } from '../src/composition/open-parts.ts';
import { type Config, parseConfig } from '../src/config.ts';
import { isDomainError } from '../src/domain/errors.ts';

/** Folder separate from the service's own data, so that both can run at once. */
const DATA_DIRECTORY = join(fileURLToPath(new URL('../', import.meta.url)), 'node_modules/.cache/essaimage');

export function dataFolderOf(name: string): string {
  return join(DATA_DIRECTORY, name);
}

/** Timeouts that a busy machine does not reach. */
const PATIENT = { EMBEDDING_TIMEOUT_MS: '60000', STORE_TIMEOUT_MS: '60000' };

/** Longest wait for the folder: more than an index takes to build on a busy machine. */
const MAX_WAIT_MS = 240_000;
const RETRY_MS = 500;

/** Waits until no other evaluation, benchmark or test uses the folder. */
async function composeWhenFree(config: Config, options: CompositionOptions): Promise<Composition> {
  const deadline = Date.now() + MAX_WAIT_MS;
  for (;;) {
    try {
      return await compose(config, options);
    } catch (error) {
      if (!isDomainError(error, 'data-folder-locked') || Date.now() > deadline) throw error;
      await sleep(RETRY_MS);
    }
  }
}

function runImport({ importExperiences }: Composition, rebuild: boolean) {
  return importExperiences({
    rebuild,
    onProgress: ({ done, total }) => {
      if (done % 20 === 0 || done === total) process.stderr.write(`indexation ${done}/${total}\n`);
    },
  });
}

/** Indexes the changes of the corpus, all of it when needed to give the results of a new index. */
async function bringUpToDate(service: Composition): Promise<void> {
  try {
    const { total, indexed, removed } = await runImport(service, false);
    // An update keeps the word statistics of the corpus that was indexed first.
    const isPatched = removed > 0 || (indexed > 0 && indexed < total);
    if (!isPatched) return;
  } catch (error) {
    if (!isDomainError(error, 'model-mismatch')) throw error;
  }
  await runImport(service, true);
}

/**
 * Opens the real service on a separate data folder, with the corpus indexed; the first time takes some seconds.
 * Progress goes to the standard error.
 * @throws DomainError `data-folder-locked` when another process keeps the folder for 4 minutes
 */
export async function openService(
  name: string,
  options: CompositionOptions = {},
  changes: Partial<Config> = {},
): Promise<Composition> {
  const config = parseConfig({
    ...PATIENT,
    ...process.env,
    DATA_DIR: dataFolderOf(name),
    DATABASE_URL: '',
  });
  const service = await composeWhenFree({ ...config, ...changes }, options);
  try {
    await bringUpToDate(service);
  } catch (error) {
    await service.close();
    throw error;
  }
  return service;
}
