import { isDomainError } from '../../domain/errors.ts';
import type { SourceCheckStore, SourceVisit, TroubledSource, VisitSource } from '../../ports/review-store.ts';

async function checkOne(
  url: string,
  visit: VisitSource,
  signal: AbortSignal,
): Promise<Pick<SourceVisit, 'outcome' | 'detail'>> {
  try {
    const reached = await visit(url, signal);
    const isSame = reached.replace(/\/$/, '') === url.replace(/#.*$/, '').replace(/\/$/, '');
    return { outcome: isSame ? 'reached' : 'moved', detail: reached };
  } catch (error) {
    if (!isDomainError(error, 'import-refused') && !isDomainError(error, 'import-unreadable')) throw error;
    return { outcome: 'to-check', detail: error.details.reason };
  }
}

/** An address that was visited since is left, so that an interrupted run goes on where it stopped. */
const FRESH_MS = 86_400_000;

/**
 * Visits the addresses of the sources of public experiences, one at a time, each once, and keeps what it finds for
 * editors. Changes no fiche. Returns the addresses to look at. Throws the reason of `signal` when it aborts, and the
 * errors of the store.
 */
export function createCheckSources(checks: SourceCheckStore, visit: VisitSource, now: () => Date) {
  return async (
    onProgress: (progress: { readonly done: number; readonly total: number }) => void,
    signal: AbortSignal,
  ): Promise<readonly TroubledSource[]> => {
    const left = await checks.listUnvisited(new Date(now().getTime() - FRESH_MS).toISOString());
    for (const [position, url] of left.entries()) {
      signal.throwIfAborted();
      const found = await checkOne(url, visit, signal);
      await checks.record({ url, ...found, checkedAt: now().toISOString() });
      onProgress({ done: position + 1, total: left.length });
    }
    return checks.listTroubled();
  };
}
