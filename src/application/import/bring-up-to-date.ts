import type { ProgressDisplay } from '../../ports/progress-display.ts';
import type { ImportExperiences, IndexingReport } from './import-experiences.ts';

export interface BringUpToDateOptions {
  readonly importExperiences: ImportExperiences;
  /** Builds everything again, with the configured model. */
  readonly rebuild: boolean;
  readonly display: ProgressDisplay;
  /** Stops the import between two experiences; the next one goes on from there. */
  readonly signal: AbortSignal;
}

/**
 * Imports what has changed in the corpus, showing how far it is. Null when `signal` stopped it.
 * Throws what the import throws.
 */
export async function bringUpToDate(options: BringUpToDateOptions): Promise<IndexingReport | null> {
  const { importExperiences, rebuild, display, signal } = options;
  try {
    signal.throwIfAborted();
    return await importExperiences({
      rebuild,
      signal,
      onProgress: (progress) => {
        display.advance(progress);
        signal.throwIfAborted();
      },
    });
  } catch (error) {
    if (signal.aborted && error === signal.reason) return null;
    throw error;
  } finally {
    display.end();
  }
}
