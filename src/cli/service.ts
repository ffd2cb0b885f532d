import { explainFailure } from '../application/common/explain-failure.ts';
import type { Essaimage } from '../application/essaimage.ts';
import {
  bringUpToDate,
  type IndexingOptions,
  type IndexingReport,
} from '../application/import/import-experiences.ts';
import type { composeCommands } from '../composition/command-line.ts';
import type { Composition } from '../composition/compose.ts';
import { parseConfig } from '../config.ts';
import { Interruption, say } from './command.ts';

/* The compositions are loaded on demand: a mistyped command must fail at once. */

/** Aborts the signal of `work` on Ctrl+C or SIGTERM; later signals are ignored: npm repeats the first. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) return;
    say('Arrêt en cours…');
    controller.abort(new Interruption());
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

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
  const { compose, createProgressDisplay } = await import('../composition/compose.ts');
  return interruptible(async (signal) => {
    const { essaimage, importExperiences, administration, close } = await compose(config);
    try {
      const display = createProgressDisplay('Indexation', 'expériences');
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

/**
 * Opens the database alone in this process, and closes it after use.
 * Throws `ConfigError`, and the DomainErrors of `composeCommands`.
 * @param advice what to do while the service holds the data folder
 */
export async function withDatabase<T>(
  use: (parts: Awaited<ReturnType<typeof composeCommands>>) => Promise<T>,
  advice: string | null = null,
): Promise<T> {
  const config = parseConfig(process.env);
  const { composeCommands } = await import('../composition/command-line.ts');
  const parts = await composeCommands(config).catch((error: unknown) => {
    if (advice !== null && explainFailure(error)?.code === 'data-folder-locked') say(advice);
    throw error;
  });
  try {
    return await use(parts);
  } finally {
    await parts.close();
  }
}
