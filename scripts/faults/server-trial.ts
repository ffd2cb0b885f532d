/** A service on a PostgreSQL of its own, under traffic, while a fault is done to it. */

import { freePorts } from '../../test/operations/free-port.ts';
import { createFaultReport, type FaultReport } from './fault-report.ts';
import { followImports, queryServer, reportWrites } from './kept-writes.ts';
import { createOwnPostgres, type OwnPostgres, type OwnPostgresOptions } from './own-postgres.ts';
import { reportTraffic } from './report-traffic.ts';
import { type ServiceProcess, startService } from './service-process.ts';
import { createImportKey, installSmallCorpus } from './service-under-fault.ts';
import { startTraffic, type Traffic } from './traffic.ts';

export interface ServerTrial {
  readonly report: FaultReport;
  readonly postgres: OwnPostgres;
  readonly service: ServiceProcess;
  readonly traffic: Traffic;
}

export interface ServerTrialOptions {
  readonly title: string;
  readonly postgres?: OwnPostgresOptions;
  readonly environment?: Readonly<Record<string, string>>;
  /** What the service is told of its database; its own address unless told otherwise. */
  readonly databaseUrl?: (postgres: OwnPostgres) => Promise<string>;
  /** Does the fault, and gives the time it lasted. */
  readonly fault: (trial: ServerTrial) => Promise<{ readonly from: number; readonly to: number }>;
}

const describeJobs = (states: ReadonlyMap<string, number>) =>
  [...states].map(([state, count]) => `${state} × ${count}`).join(', ') || 'aucun';

async function putToTheTest(
  postgres: OwnPostgres,
  environment: Readonly<Record<string, string>>,
  { title, fault }: ServerTrialOptions,
): Promise<void> {
  const report = createFaultReport(title);
  const [port = 0] = await freePorts(1);
  const token = await createImportKey(environment);
  const service = await startService(port, environment);
  try {
    const traffic = startTraffic({ addresses: [service.address], token });
    const span = await fault({ report, postgres, service, traffic }).finally(() => traffic.stop());
    reportTraffic(report, traffic.seen, span);
    const states = await followImports(service.address, token, traffic.acknowledged);
    report.promise('Imports acquittés : terminés', describeJobs(states), [...states.keys()].every((state) => state === 'succeeded'));
    await queryServer(postgres.url, (query) => reportWrites(report, query, traffic.acknowledged));
    report.promise('Le service est resté le même processus', String(service.child.pid), service.isRunning());
  } finally {
    await service.stop();
  }
  report.print();
}

/** Tries one fault and writes its report. */
export async function tryOnServer(options: ServerTrialOptions): Promise<void> {
  const installation = await installSmallCorpus();
  const postgres = await createOwnPostgres(options.postgres);
  try {
    const databaseUrl = await (options.databaseUrl?.(postgres) ?? postgres.url);
    const environment = { ...installation.environment, DATABASE_URL: databaseUrl, ...options.environment };
    await putToTheTest(postgres, environment, options);
  } finally {
    await postgres.drop();
    await installation.remove();
  }
}
