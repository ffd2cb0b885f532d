import type { ImportExperiences, IndexingOptions, IndexingReport } from './import-experiences.ts';

export interface BringUpToDateOptions extends Omit<IndexingOptions, 'onProgress'> {
  readonly importExperiences: ImportExperiences;
  readonly display: {
    advance(progress: { readonly done: number; readonly total: number }): void;
    end(): void;
  };
  /** Stops the import between two experiences; the next one resumes there. */
  readonly signal: AbortSignal;
}

/**
 * Imports the changes of the corpus with a progress bar. Null when `signal` stopped it.
 * Throws the errors of the import.
 */
export async function bringUpToDate(options: BringUpToDateOptions): Promise<IndexingReport | null> {
  const { importExperiences, display, ...indexing } = options;
  const { signal } = indexing;
  try {
    signal.throwIfAborted();
    return await importExperiences({
      ...indexing,
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
