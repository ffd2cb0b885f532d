import type { ServiceMetrics } from './service-metrics.ts';
import type { StateSources } from './state-gauges.ts';
import type { Tracing } from './tracing.ts';

export interface ServiceTelemetry
  extends Pick<ServiceMetrics, 'run' | 'countAnswer' | 'countIncident' | 'countImport'> {
  /** Null without metrics. */
  readonly registry: ServiceMetrics['registry'] | null;
  /** Null without traces. */
  readonly startTrace: Tracing['startRequest'] | null;
  runImport<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** Adds the gauges that read `sources` when the metrics are read. */
  watchState(sources: StateSources): void;
  close(): Promise<void>;
}

/** Telemetry of a command or a benchmark: does nothing. */
export const NO_TELEMETRY: ServiceTelemetry = {
  run: (_stage, work) => work(),
  runImport: (_id, work) => work(),
  countAnswer: () => {},
  countIncident: () => {},
  countImport: () => {},
  registry: null,
  startTrace: null,
  watchState: () => {},
  close: async () => {},
};
