import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { ImportJobStore } from '../../ports/import-job-store.ts';
import type { CurrentIndex } from '../common/current-index.ts';

/** Public state of the service; index figures are those of anonymous readers. */
export interface ServiceState {
  readonly version: string;
  readonly model: string;
  readonly experienceCount: number;
  /** Last change of a public experience, ISO 8601; null without any. */
  readonly changedAt: string | null;
  /** Queued imports of all processes. */
  readonly waitingImports: number;
}

/** Null when the service cannot answer questions now. Never throws. */
export type ReadServiceState = () => Promise<ServiceState | null>;

export interface ServiceStateDependencies {
  readonly store: Pick<ExperienceStore, 'listRecent'>;
  readonly jobs: Pick<ImportJobStore, 'countQueued'>;
  readonly currentIndex: CurrentIndex;
}

/** Shorter than the timeout of a Prometheus scrape, 10 s by default. */
const TIMEOUT_MS = 3_000;

export function createReadServiceState(dependencies: ServiceStateDependencies): ReadServiceState {
  const { store, jobs, currentIndex } = dependencies;
  let lastChange: { readonly version: string; readonly at: string | null } | null = null;

  /** Queries once per version. */
  async function changedAt(current: string): Promise<string | null> {
    if (lastChange?.version === current) return lastChange.at;
    const { version, items } = await store.listRecent({}, 1, 'public');
    const at = items[0]?.changedAt ?? null;
    if (version === current) lastChange = { version, at };
    return at;
  }

  async function read(): Promise<ServiceState> {
    const { version, modelId, experienceCount } = await currentIndex.current('public');
    const waitingImports = await jobs.countQueued();
    return { version, model: modelId, experienceCount, changedAt: await changedAt(version), waitingImports };
  }

  return () => {
    const tooLate = new Promise<null>((resolve) => setTimeout(resolve, TIMEOUT_MS, null).unref());
    return Promise.race([read().catch(() => null), tooLate]);
  };
}
