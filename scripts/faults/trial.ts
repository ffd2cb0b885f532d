/** Services under traffic while a fault is done to them, and what is left of the promises afterwards. */

import { freePorts } from '../../test/operations/free-port.ts';
import { createFaultReport, type FaultReport } from './fault-report.ts';
import { followImports, type Query, reportWrites } from './kept-writes.ts';
import { reportTraffic, type TrafficSpan } from './report-traffic.ts';
import { type ServiceProcess, startService } from './service-process.ts';
import { createImportKey } from './service-under-fault.ts';
import { startTraffic, type Traffic } from './traffic.ts';

export interface Trial {
  readonly report: FaultReport;
  /** Each may be replaced by the fault. */
  readonly services: ServiceProcess[];
  readonly traffic: Traffic;
  /** For imports. */
  readonly token: string;
  /** Another process of the service, on the port of one that has ended. */
  startAgain(service: ServiceProcess): Promise<ServiceProcess>;
  startAnother(): Promise<ServiceProcess>;
}

export interface TrialOptions {
  readonly title: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly importPauseMs?: number;
  /** Runs once nobody serves any more. */
  readonly examine: (work: (query: Query) => Promise<void>) => Promise<void>;
  /** Does the fault, and gives the time it lasted. */
  readonly fault: (trial: Trial) => Promise<TrafficSpan>;
}

const describeJobs = (states: ReadonlyMap<string, number>) =>
  [...states].map(([state, count]) => `${state} × ${count}`).join(', ') || 'aucun';

function createTrial(options: TrialOptions, service: ServiceProcess, token: string): Trial {
  const services = [service];
  const { importPauseMs } = options;
  const pause = importPauseMs === undefined ? {} : { importPauseMs };
  const start = async (port: number) => {
    const started = await startService(port, options.environment);
    services.push(started);
    return started;
  };
  return {
    report: createFaultReport(options.title),
    services,
    traffic: startTraffic({ addresses: () => services.map(({ address }) => address), token, ...pause }),
    token,
    async startAgain(ended) {
      services.splice(services.indexOf(ended), 1);
      return start(Number(new URL(ended.address).port));
    },
    async startAnother() {
      const [port = 0] = await freePorts(1);
      return start(port);
    },
  };
}

async function reportEnd({ report, services, traffic, token }: Trial): Promise<void> {
  const [service] = services;
  if (service === undefined) throw new Error('un service au moins reste');
  const states = await followImports(service.address, token, traffic.acknowledged);
  const isDone = [...states.keys()].every((state) => state === 'succeeded');
  report.promise('Imports acquittés : tous réussis', describeJobs(states), isDone);
  const pids = services.map(({ child }) => child.pid).join(', ');
  report.promise(
    'Aucun processus du service n’est tombé',
    `pid ${pids}`,
    services.every((each) => each.isRunning()),
  );
}

/** Tries one fault and writes its report. */
export async function runTrial(options: TrialOptions): Promise<void> {
  const [port = 0] = await freePorts(1);
  const token = await createImportKey(options.environment);
  const trial = createTrial(options, await startService(port, options.environment), token);
  const { report, services, traffic } = trial;
  try {
    const span = await options.fault(trial).finally(() => traffic.stop());
    reportTraffic(report, traffic.seen, span);
    await reportEnd(trial);
  } finally {
    await Promise.all(services.map((service) => service.stop()));
  }
  await options.examine((query) => reportWrites(report, query, traffic.acknowledged));
  report.print();
}
