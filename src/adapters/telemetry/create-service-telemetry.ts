import { createServiceMetrics } from './service-metrics.ts';
import { NO_TELEMETRY, type ServiceTelemetry } from './service-telemetry.ts';
import { addStateGauges } from './state-gauges.ts';
import type { TraceProtocol } from './tracing.ts';

/**
 * Stands apart from `NO_TELEMETRY`: its libraries take too long to load for a command.
 * @param traceProtocol null without traces: OpenTelemetry is then not loaded
 */
export async function createServiceTelemetry(
  traceProtocol: TraceProtocol | null,
  serviceVersion: string,
  onTraceFailure: (cause: unknown) => void,
): Promise<ServiceTelemetry> {
  const metrics = createServiceMetrics();
  const measured: ServiceTelemetry = {
    ...NO_TELEMETRY,
    ...metrics,
    runImport: (_id, work) => metrics.runImport(work),
    watchState: (sources) => addStateGauges(metrics.registry, sources),
  };
  if (traceProtocol === null) return measured;
  const { createTracing } = await import('./tracing.ts');
  const tracing = await createTracing({
    protocol: traceProtocol,
    serviceVersion,
    onFailure: (cause) => {
      metrics.countIncident('traces');
      onTraceFailure(cause);
    },
  });
  return {
    ...measured,
    run: (stage, work) => metrics.run(stage, () => tracing.run(stage, work)),
    runImport: (id, work) => tracing.runImport(id, () => metrics.runImport(work)),
    startTrace: tracing.startRequest,
    close: tracing.close,
  };
}
