import type { RunStage } from '../../ports/telemetry.ts';
import type { ServiceMetrics } from './service-metrics.ts';
import type { StateSources } from './state-gauges.ts';
import type { Tracing } from './tracing.ts';

/** What watches the service from inside: its measures, and its traces when they are asked for. */
export interface ServiceTelemetry
  extends Pick<ServiceMetrics, 'run' | 'countAnswer' | 'countIncident' | 'countImport'> {
  /** Null when nothing is measured. */
  readonly registry: ServiceMetrics['registry'] | null;
  /** Null when requests are not traced. */
  readonly startTrace: Tracing['startRequest'] | null;
  runImport<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** See `Tracing`; nothing without traces. */
  outgoingHeaders(): Readonly<Record<string, string>>;
  /** Adds to the measures what is read at the same time as they are. */
  watchState(sources: StateSources): void;
  close(): Promise<void>;
}

const runAlone: RunStage = (_stage, work) => work();

/** For what nobody watches: a command, a measurement. */
export const NO_TELEMETRY: ServiceTelemetry = {
  run: runAlone,
  runImport: (_id, work) => work(),
  countAnswer: () => {},
  countIncident: () => {},
  countImport: () => {},
  registry: null,
  startTrace: null,
  outgoingHeaders: () => ({}),
  watchState: () => {},
  close: async () => {},
};
