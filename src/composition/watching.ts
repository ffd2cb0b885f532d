import { join } from 'node:path';
import { VECTORS_FILE, withKnownVectors } from '../adapters/embedding/known-vectors.ts';
import { rememberQuestions } from '../adapters/embedding/remember-questions.ts';
import { createDrizzleExperienceStore } from '../adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../adapters/store/drizzle-import-store.ts';
import { observe } from '../adapters/telemetry/observe.ts';
import type { ServiceTelemetry } from '../adapters/telemetry/service-telemetry.ts';
import { createCurrentIndex } from '../application/common/current-index.ts';
import { createReadServiceState } from '../application/operate/read-service-state.ts';
import type { Config } from '../config.ts';
import type { ImportJobStore } from '../ports/import-job-store.ts';
import type { openParts } from './open-parts.ts';

/** Wraps the store and the model so that their calls are recorded as stages; `bareStore` is not recorded. */
export function observeParts(
  { connection, embedder: model, telemetry: { run } }: Awaited<ReturnType<typeof openParts>>,
  { corpusDirectory }: Config,
) {
  const observed = observe(model, run, { embedQuery: 'embed-question', embedPassages: 'embed-passages' });
  const embedder = withKnownVectors(observed, join(corpusDirectory, VECTORS_FILE));
  const bareStore = createDrizzleExperienceStore(connection);
  return {
    modelLoad: () => model.load(),
    bareStore,
    store: observe(bareStore, run, {
      currentVersion: 'read-version',
      loadSnapshot: 'read-snapshot',
      retrieve: 'retrieve',
      readContents: 'read-contents',
      search: 'search',
      findById: 'read-experience',
      listRecent: 'list-recent',
      listIds: 'list-ids',
      readLastChange: 'read-last-change',
      listAfter: 'list-after',
      listPlaces: 'list-places',
      findSimilar: 'find-similar',
    }),
    importStore: observe(createDrizzleImportStore(connection), run, { stage: 'stage', publish: 'publish' }),
    embedder: rememberQuestions(embedder),
  };
}

/** Reads the bare store: reading metrics must not count as a question. */
export function watchState(
  telemetry: ServiceTelemetry,
  { bareStore: store, modelLoad }: ReturnType<typeof observeParts>,
  jobs: ImportJobStore,
): void {
  const currentIndex = createCurrentIndex(store);
  telemetry.watchState({ readState: createReadServiceState({ store, jobs, currentIndex }), modelLoad });
}
