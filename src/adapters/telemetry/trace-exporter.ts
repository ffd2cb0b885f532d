import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

/** Encoding of the traces; a collector takes both on the same port. */
export type TraceProtocol = 'http/protobuf' | 'http/json';

/** Loads the exporter, which reads the standard `OTEL_EXPORTER_OTLP_*` variables itself. */
async function loadExporter(protocol: TraceProtocol): Promise<SpanExporter> {
  if (protocol === 'http/json') {
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
    return new OTLPTraceExporter();
  }
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter();
}

/**
 * Sends spans to a collector; when it does not answer, only the traces are lost.
 * @param onFailure called once when sending begins to fail, and again only after a success
 */
export async function createTraceExporter(
  protocol: TraceProtocol,
  onFailure: (cause: unknown) => void,
): Promise<SpanExporter> {
  const exporter = await loadExporter(protocol);
  let isFailing = false;
  return {
    export(spans: ReadableSpan[], onResult: (result: ExportResult) => void) {
      exporter.export(spans, (result) => {
        const hasFailed = result.code === ExportResultCode.FAILED;
        if (hasFailed && !isFailing) onFailure(result.error);
        isFailing = hasFailed;
        onResult(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}
