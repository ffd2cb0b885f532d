/** Runs services under traffic during a fault, then checks the promises. */

import postgres from 'postgres';
import { z } from 'zod';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { followImport, tally } from './clients.ts';
import { createOwnPostgres, type OwnPostgres } from './own-postgres.ts';
import { createFaultReport, type FaultReport } from './report.ts';
import {
  createImportKey,
  type Installation,
  installSmallCorpus,
  type ServiceProcess,
  startService,
} from './service-process.ts';
import {
  type Acknowledged,
  measureReturn,
  reportTraffic,
  startTraffic,
  type TrafficSpan,
} from './traffic.ts';

/** Runs one statement and returns its rows. */
export type Query = (statement: string) => Promise<unknown>;

export interface Trial {
  readonly report: FaultReport;
  /** First service, which the fault may kill. */
  readonly service: ServiceProcess;
  /** Key for imports. */
  readonly token: string;
  /** Waits until a service is ready and answers right, and reports how long it took; the first service by default. */
  reportReturn(what: string, service?: ServiceProcess): Promise<void>;
  startAgain(ended: ServiceProcess): Promise<ServiceProcess>;
  startAnother(): Promise<ServiceProcess>;
}

interface TrialOptions {
  readonly title: string;
  readonly importPauseMs?: number;
}

export interface ServerTrialOptions extends TrialOptions {
  /** Does the fault, and gives the time it lasted. */
  readonly fault: (trial: Trial, postgres: OwnPostgres) => Promise<TrafficSpan>;
}

export interface FolderTrialOptions extends TrialOptions {
  /** Does the fault, and gives the time it lasted. */
  readonly fault: (trial: Trial) => Promise<TrafficSpan>;
}

/** Tries a fault on a service with its own PostgreSQL, and prints the report. */
export async function tryOnServer(options: ServerTrialOptions): Promise<void> {
  const installation = await installSmallCorpus();
  const own = await createOwnPostgres();
  try {
    const environment = { ...installation.environment, DATABASE_URL: own.url };
    const end = await runTrial({ ...options, environment }, (trial) => options.fault(trial, own));
    await queryServer(own.url, end);
  } finally {
    await own.drop();
    await installation.remove();
  }
}

/** Tries a fault on a service with an embedded database, and prints the report. */
export async function tryOnFolder(options: FolderTrialOptions): Promise<void> {
  const installation = await installSmallCorpus();
  const { environment } = installation;
  try {
    const end = await runTrial({ ...options, environment }, options.fault);
    await queryFolder(`${installation.root}/data`, end);
  } finally {
    await installation.remove();
  }
}

export async function queryFolder<T>(directory: string, work: (query: Query) => Promise<T>): Promise<T> {
  const connection = await connectPglite({ directory, timeoutMs: 120_000, onFailure: () => {} });
  try {
    return await work((statement) => connection.run('examen', ({ $client }) => $client.unsafe(statement)));
  } finally {
    await connection.close();
  }
}

export async function queryServer(url: string, work: (query: Query) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1 });
  try {
    await work((statement) => sql.unsafe(statement));
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** @returns a function that completes and prints the report; the services are stopped by then */
async function runTrial(
  { title, environment, importPauseMs }: TrialOptions & Pick<Installation, 'environment'>,
  fault: (trial: Trial) => Promise<TrafficSpan>,
): Promise<(query: Query) => Promise<void>> {
  const report = createFaultReport(title);
  const token = await createImportKey(environment);
  const services: ServiceProcess[] = [];
  const start = async (port?: number) => {
    const started = await startService(environment, port);
    services.push(started);
    return started;
  };
  const service = await start();
  const addresses = () => services.map(({ address }) => address);
  const traffic = startTraffic({ addresses, token, importPauseMs });
  try {
    const span = await fault({
      report,
      service,
      token,
      startAnother: () => start(),
      async startAgain(ended) {
        services.splice(services.indexOf(ended), 1);
        return start(Number(new URL(ended.address).port));
      },
      async reportReturn(what, { address } = service) {
        const { readyMs, answerMs } = await measureReturn(address);
        report.delay(`${what} : prêt`, readyMs);
        report.delay(`${what} : première réponse juste`, answerMs);
      },
    }).finally(() => traffic.stop());
    reportTraffic(report, traffic.seen, span);
    await reportImports(report, addresses()[0] ?? '', { token, acknowledged: traffic.acknowledged });
    const areRunning = services.every((each) => each.isRunning());
    const pids = services.map(({ child }) => child.pid).join(', ');
    report.promise('Aucun processus du service n’est tombé', `pid ${pids}`, areRunning);
  } finally {
    await Promise.all(services.map((each) => each.stop()));
  }
  return async (query) => {
    await reportWrites(report, query, traffic.acknowledged);
    report.print();
  };
}

const IMPORT_TIMEOUT_MS = 240_000;
const idsSchema = z.array(z.object({ id: z.string(), times: z.coerce.number() }));

/** Waits for the end of each job and reports their final states. */
async function reportImports(
  report: FaultReport,
  address: string,
  { token, acknowledged }: { readonly token: string; readonly acknowledged: Acknowledged },
): Promise<void> {
  const states: string[] = [];
  const giveUpAt = performance.now() + IMPORT_TIMEOUT_MS;
  for (const { location } of acknowledged.imports) {
    const timeoutMs = giveUpAt - performance.now();
    states.push((await followImport(`${address}${location}`, token, { timeoutMs })).state);
  }
  const haveSucceeded = states.every((state) => state === 'succeeded');
  report.promise('Imports acquittés : tous réussis', tally(states, 'aucun'), haveSucceeded);
}

async function reportWrites(report: FaultReport, query: Query, { opinions, imports }: Acknowledged) {
  const examine = async (what: string, expected: readonly string[], statement: string) => {
    const found = idsSchema.parse(await query(statement));
    const known = new Set(found.map(({ id }) => id));
    const lost = expected.filter((id) => !known.has(id)).length;
    const twice = found.filter(({ times }) => times > 1).length;
    const value = `${expected.length} acquittés, ${lost} perdus, ${twice} en double`;
    report.promise(`${what} acquittés : perdus, en double`, value, lost === 0 && twice === 0);
  };
  await examine('Avis', opinions, 'select min(id) as id, count(*) as times from feedback group by comment');
  await examine(
    'Imports',
    imports.map(({ experience }) => experience),
    "select experience_id as id, count(*) as times from passages where ordinal = 0 and experience_id like 'voilier-%' group by experience_id",
  );
}
