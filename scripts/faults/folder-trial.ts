/** Tries a fault on a service whose database is embedded. */

import { queryFolder } from './kept-writes.ts';
import { installSmallCorpus } from './service-under-fault.ts';
import { runTrial, type TrialOptions } from './trial.ts';

export interface FolderTrialOptions extends Pick<TrialOptions, 'title' | 'importPauseMs' | 'fault'> {
  readonly environment?: Readonly<Record<string, string>>;
  /** Where its data goes; a folder of its own unless told otherwise. */
  readonly dataFolder?: string;
}

export async function tryOnFolder(options: FolderTrialOptions): Promise<void> {
  const installation = await installSmallCorpus();
  const { dataFolder = `${installation.root}/data` } = options;
  try {
    await runTrial({
      ...options,
      environment: { ...installation.environment, DATA_DIR: dataFolder, ...options.environment },
      examine: (work) => queryFolder(dataFolder, work),
    });
  } finally {
    await installation.remove();
  }
}
