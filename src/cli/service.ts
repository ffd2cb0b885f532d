import type { Essaimage } from '../application/essaimage.ts';
import type { IndexingOptions, IndexingReport } from '../application/import/import-experiences.ts';
import { bringUpToDate } from '../application/import/import-experiences.ts';
import type { Composition } from '../composition/compose.ts';
import { parseConfig } from '../config.ts';
import { interruptible } from './interruption.ts';

type Indexing = Omit<IndexingOptions, 'onProgress' | 'signal'>;

/** A command that reads writes nothing but the index without which it has no answer. */
const READING: Indexing = { rebuild: false, onlyMissing: true };

/**
 * Opens the service in this process, indexes with a progress bar, by default only where there is no index, and closes
 * the service after use. The signal aborts on Ctrl+C or SIGTERM.
 * Throws `Interruption`, `ConfigError`, and the DomainErrors of `compose`.
 */
export async function withService<T>(
  use: (
    essaimage: Essaimage,
    context: { report: IndexingReport; signal: AbortSignal } & Pick<Composition, 'administration'>,
  ) => Promise<T>,
  indexing = READING,
): Promise<T> {
  const config = parseConfig(process.env);
  // Loaded on demand: a mistyped command must fail at once.
  const { compose, createProgressDisplay } = await import('../composition/compose.ts');
  return interruptible(async (signal) => {
    const { essaimage, importExperiences, administration, close } = await compose(config);
    try {
      const display = createProgressDisplay({
        stream: process.stderr,
        title: 'Indexation',
        items: 'expériences',
      });
      const report = await bringUpToDate({ ...indexing, importExperiences, display, signal });
      if (report === null) throw signal.reason;
      const result = await use(essaimage, { report, administration, signal });
      signal.throwIfAborted();
      return result;
    } finally {
      await close();
    }
  });
}
