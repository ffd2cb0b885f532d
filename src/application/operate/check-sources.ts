import { isDomainError } from '../../domain/errors.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { SourceCheckStore, SourceVisit, VisitSource } from '../../ports/review-store.ts';

/** Result of a visit to the address of a source, for a person to review. */
export interface SourceCheck extends Omit<SourceVisit, 'checkedAt'> {
  /** Ids of the public experiences that quote it, in order. */
  readonly experiences: readonly string[];
}

export interface CheckSourcesOptions {
  /** Addresses that an earlier run has checked. */
  readonly isDone: (url: string) => boolean;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal: AbortSignal;
}

const PAGE = 100;

async function readAddresses(
  store: Pick<ExperienceStore, 'listAfter'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const addresses = new Map<string, readonly string[]>();
  let last: string | null = null;
  do {
    const { items }: Awaited<ReturnType<typeof store.listAfter>> = await store.listAfter(
      last,
      PAGE,
      'public',
      signal,
    );
    for (const { experience } of items) {
      const { url } = experience.source;
      if (url !== null) addresses.set(url, [...(addresses.get(url) ?? []), experience.id]);
    }
    last = items.at(-1)?.experience.id ?? null;
  } while (last !== null);
  return addresses;
}

async function checkOne(
  url: string,
  visit: VisitSource,
  signal: AbortSignal,
): Promise<Pick<SourceCheck, 'outcome' | 'detail'>> {
  try {
    const reached = await visit(url, signal);
    const isSame = reached.replace(/\/$/, '') === url.replace(/#.*$/, '').replace(/\/$/, '');
    return { outcome: isSame ? 'reached' : 'moved', detail: reached };
  } catch (error) {
    if (!isDomainError(error, 'import-refused') && !isDomainError(error, 'import-unreadable')) throw error;
    return { outcome: 'to-check', detail: error.details.reason };
  }
}

export interface CheckSourcesDependencies {
  readonly store: Pick<ExperienceStore, 'listAfter'>;
  readonly checks: Pick<SourceCheckStore, 'record'>;
  readonly visit: VisitSource;
  readonly now: () => Date;
}

/**
 * Visits the addresses of the sources of public experiences, one at a time, each once, and keeps what it finds for
 * editors. Changes no fiche. Throws the reason of `signal` when it aborts, and the errors of the stores.
 */
export function createCheckSources({ store, checks, visit, now }: CheckSourcesDependencies) {
  return async function* ({ isDone, onProgress, signal }: CheckSourcesOptions): AsyncIterable<SourceCheck> {
    const addresses = await readAddresses(store, signal);
    let done = 0;
    for (const [url, experiences] of addresses) {
      signal.throwIfAborted();
      if (!isDone(url)) {
        const found = await checkOne(url, visit, signal);
        await checks.record({ url, ...found, checkedAt: now().toISOString() });
        yield { url, experiences, ...found };
      }
      done += 1;
      onProgress({ done, total: addresses.size });
    }
  };
}
