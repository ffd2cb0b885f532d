import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { ImportJobStore } from '../../ports/import-job-store.ts';
import type { ServiceState } from '../../ports/telemetry.ts';
import type { CurrentIndex } from '../common/current-index.ts';

export interface ServiceStateDependencies {
  readonly store: Pick<ExperienceStore, 'listRecent'>;
  readonly jobs: Pick<ImportJobStore, 'countQueued'>;
  readonly currentIndex: CurrentIndex;
}

/** Shorter than the timeout of a Prometheus scrape, 10 s by default. */
const TIMEOUT_MS = 3_000;

/** Reads null when the service cannot answer questions now. Never throws. */
export function createReadServiceState(dependencies: ServiceStateDependencies) {
  const { store, jobs, currentIndex } = dependencies;
  async function read(): Promise<ServiceState> {
    const { version, modelId, experienceCount } = await currentIndex.current('public');
    const { items } = await store.listRecent({}, 1, 'public');
    const changedAt = items[0]?.changedAt ?? null;
    const waitingImports = await jobs.countQueued();
    return { version, model: modelId, experienceCount, changedAt, waitingImports };
  }

  return (): Promise<ServiceState | null> => {
    const tooLate = new Promise<null>((resolve) => setTimeout(resolve, TIMEOUT_MS, null).unref());
    return Promise.race([read().catch(() => null), tooLate]);
  };
}
