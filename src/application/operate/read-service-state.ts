import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { ImportJobStore } from '../../ports/import-job-store.ts';
import { CONTRIBUTION_PLACES, type ContributionStore } from '../../ports/public-stores.ts';
import type { ServiceState } from '../../ports/telemetry.ts';
import type { CurrentIndex } from '../common/current-index.ts';
import { daysAfter } from '../common/days.ts';

export interface ServiceStateDependencies {
  readonly store: Pick<ExperienceStore, 'readLastChange'>;
  readonly jobs: Pick<ImportJobStore, 'countQueued'>;
  readonly contributionStore: Pick<ContributionStore, 'countSince'>;
  /** Measures the recall of the index. */
  readonly probeIndex: () => Promise<number | null>;
  readonly now: () => Date;
  readonly currentIndex: CurrentIndex;
}

/** Shorter than the timeout of a Prometheus scrape, 10 s by default. */
const TIMEOUT_MS = 3_000;

/** Measures the index once a version, in the background; the last measure stands meanwhile. */
function createRecallOf(probeIndex: ServiceStateDependencies['probeIndex']) {
  let probed: string | null = null;
  let recall: number | null = null;
  async function probe(): Promise<void> {
    recall = await probeIndex().catch(() => null);
  }
  return (version: string): number | null => {
    if (probed !== version) void probe();
    probed = version;
    return recall;
  };
}

/** Reads null when the service cannot answer questions now. Never throws. */
export function createReadServiceState(dependencies: ServiceStateDependencies) {
  const { store, jobs, contributionStore, now, currentIndex } = dependencies;
  const recallOf = createRecallOf(dependencies.probeIndex);
  async function read(): Promise<ServiceState> {
    const { version, modelId, experienceCount } = await currentIndex.current('public');
    const { changedAt } = await store.readLastChange('public');
    const waitingImports = await jobs.countQueued();
    const heldPlaces = await contributionStore.countSince(daysAfter(now(), -CONTRIBUTION_PLACES.days));
    const recall = recallOf(version);
    return { version, model: modelId, experienceCount, changedAt, waitingImports, heldPlaces, recall };
  }

  return (): Promise<ServiceState | null> => {
    const tooLate = new Promise<null>((resolve) => setTimeout(resolve, TIMEOUT_MS, null).unref());
    return Promise.race([read().catch(() => null), tooLate]);
  };
}
