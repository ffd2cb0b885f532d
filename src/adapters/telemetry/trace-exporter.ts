import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

/** Encoding of the traces; a collector takes both on the same port. */
export type TraceProtocol = 'http/protobuf' | 'http/json';

/**
 * Sends spans to a collector; when it does not answer, only the traces are lost.
 * @param onFailure called once when sending begins to fail, and again only after a success
 */
export async function createTraceExporter(
  protocol: TraceProtocol,
  onFailure: (cause: unknown) => void,
): Promise<SpanExporter> {
  // Loaded on demand; each reads the standard `OTEL_EXPORTER_OTLP_*` variables itself.
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  const exporter = new OTLPTraceExporter();
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
