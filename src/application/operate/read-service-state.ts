import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { ImportJobStore } from '../../ports/import-job-store.ts';
import type { CurrentIndex } from '../common/current-index.ts';

/** What can be told of the service to anyone: of its index, what anonymous readers see. */
export interface ServiceState {
  readonly version: string;
  readonly model: string;
  /** Those that anonymous readers see. */
  readonly experienceCount: number;
  /** When what they see last changed, ISO 8601; null when they see nothing. */
  readonly changedAt: string | null;
  /** Imports that wait, whichever process will run them. */
  readonly waitingImports: number;
}

/** Null when the service could not answer a question now. Never throws. */
export type ReadServiceState = () => Promise<ServiceState | null>;

export interface ServiceStateDependencies {
  readonly store: Pick<ExperienceStore, 'listRecent'>;
  readonly jobs: Pick<ImportJobStore, 'countQueued'>;
  readonly currentIndex: CurrentIndex;
}

/** Beyond, whoever watches would not wait. */
const TIMEOUT_MS = 3_000;

export function createReadServiceState(dependencies: ServiceStateDependencies): ReadServiceState {
  const { store, jobs, currentIndex } = dependencies;
  let lastChange: { readonly version: string; readonly at: string | null } | null = null;

  /** Asked once a version: nothing changes without a new one. */
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
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), TIMEOUT_MS);
    });
    return Promise.race([read().catch(() => null), tooLate]).finally(() => clearTimeout(timer));
  };
}
