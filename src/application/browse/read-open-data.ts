import type { DatedExperience, ExperienceStore } from '../../ports/experience-store.ts';
import { indexNotReady } from '../common/current-index.ts';

/** The public experiences of one published state. */
export interface OpenData {
  readonly version: string;
  /** Date of the last change of an experience; null without any. A removal does not move it. */
  readonly changedAt: string | null;
  /**
   * Reads them in the order of their ids, a page at a time, each when the caller is ready for it.
   * @throws OutdatedError when another state is published before the last page
   */
  read(): AsyncIterable<readonly DatedExperience[]>;
}

/** Two states would have been mixed: the caller begins again. */
class OutdatedError extends Error {
  override readonly name = 'OutdatedError';
}

/** Some hundred kilobytes. */
const PAGE_SIZE = 100;

async function* readPages(store: Pick<ExperienceStore, 'listAfter'>, expected: string) {
  let last: string | null = null;
  while (true) {
    // Each statement has its own deadline: a large download outlives that of a request.
    const { version, items } = await store.listAfter(last, PAGE_SIZE, 'public');
    if (version !== expected) throw new OutdatedError('another state was published during the reading');
    if (items.length > 0) yield items;
    if (items.length < PAGE_SIZE) return;
    last = items.at(-1)?.experience.id ?? null;
  }
}

/**
 * Opens the public experiences in bulk, for members too: portals keep a copy.
 * @throws DomainError `index-not-ready`, `deadline-exceeded`, `store-unavailable`
 */
export function createReadOpenData(store: Pick<ExperienceStore, 'readLastChange' | 'listAfter'>) {
  return async (signal?: AbortSignal): Promise<OpenData> => {
    const { version, changedAt } = await store.readLastChange('public', signal);
    if (version === null) throw indexNotReady();
    return { version, changedAt, read: () => readPages(store, version) };
  };
}
