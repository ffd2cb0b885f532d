import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Composition, compose } from '../src/composition.ts';
import { parseConfig } from '../src/config.ts';
import { isDomainError } from '../src/domain/errors.ts';

/** Apart from the service's own data, so that both can run at once. */
const DATA_DIRECTORY = join(fileURLToPath(new URL('../', import.meta.url)), 'node_modules/.cache/essaimage');

function bringUpToDate({ importExperiences }: Composition, rebuild: boolean) {
  return importExperiences({
    rebuild,
    onProgress: ({ done, total }) => {
      if (done % 20 === 0 || done === total) process.stderr.write(`indexation ${done}/${total}\n`);
    },
  });
}

/**
 * The real service on a data folder of its own, with the corpus indexed; the first time takes some
 * seconds. Progress goes to the standard error.
 */
export async function openService(name: string): Promise<Composition> {
  const config = parseConfig({ ...process.env, DATA_DIR: join(DATA_DIRECTORY, name), DATABASE_URL: '' });
  const service = await compose(config);
  await bringUpToDate(service, false).catch((error: unknown) => {
    // The folder is only a cache: an index made with another model is built again.
    if (!isDomainError(error, 'model-mismatch')) throw error;
    return bringUpToDate(service, true);
  });
  return service;
}
