/** Tries a fault on a service whose database is a PostgreSQL of its own. */

import { queryServer } from './kept-writes.ts';
import { createOwnPostgres, type OwnPostgres, type OwnPostgresOptions } from './own-postgres.ts';
import { installSmallCorpus } from './service-under-fault.ts';
import { runTrial, type Trial, type TrialOptions } from './trial.ts';

export interface ServerTrialOptions extends Pick<TrialOptions, 'title' | 'importPauseMs'> {
  readonly postgres?: OwnPostgresOptions;
  readonly environment?: Readonly<Record<string, string>>;
  /** What the service is told of its database; its own address unless told otherwise. */
  readonly databaseUrl?: (postgres: OwnPostgres) => Promise<string>;
  readonly fault: (trial: Trial, postgres: OwnPostgres) => ReturnType<TrialOptions['fault']>;
}

export async function tryOnServer(options: ServerTrialOptions): Promise<void> {
  const installation = await installSmallCorpus();
  const postgres = await createOwnPostgres(options.postgres);
  try {
    const databaseUrl = await (options.databaseUrl?.(postgres) ?? postgres.url);
    await runTrial({
      ...options,
      environment: { ...installation.environment, DATABASE_URL: databaseUrl, ...options.environment },
      examine: (work) => queryServer(postgres.url, work),
      fault: (trial) => options.fault(trial, postgres),
    });
  } finally {
    await postgres.drop();
    await installation.remove();
  }
}
