import manifest from '../../package.json' with { type: 'json' };
import { randomKeySecrets } from '../adapters/keys/random-key-secrets.ts';
import { createDrizzleKeyStore } from '../adapters/store/drizzle-access-stores.ts';
import { createDrizzleImportStore } from '../adapters/store/drizzle-import-store.ts';
import { createDrizzleSourceCheckStore } from '../adapters/store/drizzle-review-store.ts';
import { createManageKeys } from '../application/access/manage-keys.ts';
import { createDeleteExperience } from '../application/edit/delete-experience.ts';
import { createCheckSources } from '../application/operate/check-sources.ts';
import type { Config } from '../config.ts';
import { createFetcher } from '../ingestion/fetch/fetcher.ts';
import { connectStore, sha256 } from './open-parts.ts';

/** One source in full, then the next. */
const SOURCE_TIMEOUT_MS = 30_000;
const SOURCE_BYTES = 20_000_000;

/** Assembles the use cases that need the database alone, without the model. Throws like the store of `compose`. */
export async function composeCommands({ store: settings, importContact }: Config) {
  const connection = await connectStore(settings, () => {});
  const now = () => new Date();
  const importStore = createDrizzleImportStore(connection);
  const { fetch } = createFetcher({
    version: manifest.version,
    contact: importContact,
    timeoutMs: SOURCE_TIMEOUT_MS,
    maxBytes: SOURCE_BYTES,
    maxSites: Number.POSITIVE_INFINITY,
  });
  return {
    keys: createManageKeys(createDrizzleKeyStore(connection), randomKeySecrets, now),
    deleteExperience: createDeleteExperience({ store: importStore, hash: sha256, now }),
    checkSources: createCheckSources(
      createDrizzleSourceCheckStore(connection),
      async (url, signal) => (await fetch(url, signal)).url,
      now,
    ),
    close: () => importStore.settle().then(connection.close),
  };
}
