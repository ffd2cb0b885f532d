import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Attributes,
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { type ExportResult, ExportResultCode, W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import { errorCodeOf, type Failure, watchOutcome } from './observe.ts';

/** Encoding of the traces; a collector takes both on the same port. */
export type TraceProtocol = 'http/protobuf' | 'http/json';

interface StartedRequest {
  readonly requestId: string;
  readonly method: string;
  /** Pattern of the route; null when no route matches. */
  readonly route: string | null;
  /** W3C header, as received. `tracestate` is not kept: it is a text of the client. */
  readonly traceparent: string | undefined;
}

export interface TracingOptions {
  readonly protocol: TraceProtocol;
  readonly serviceVersion: string;
  /** Called when traces can no longer be sent. */
  readonly onFailure: (cause: unknown) => void;
}

/** Longest wait for a collector when the service stops. */
const FLUSH_MS = 2_000;
/** UUID or 32 hexadecimal digits, as services and proxies make them; any other id may be a text of the client. */
const GENERATED_ID = /^[\da-f]{8}(-?)(?:[\da-f]{4}\1){3}[\da-f]{12}$/i;
const propagator = new W3CTraceContextPropagator();

/**
 * Sends spans to a collector; when it does not answer, only the traces are lost.
 * @param onFailure called once when sending begins to fail, and again only after a success
 */
async function createTraceExporter(
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

async function createProvider({ protocol, serviceVersion, onFailure }: TracingOptions) {
  const exporter = await createTraceExporter(protocol, onFailure);
  return new BasicTracerProvider({
    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES take precedence.
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'essaimage', 'service.version': serviceVersion }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
}

function endSpan(span: Span, failure: Failure): void {
  if (failure !== null) {
    const code = errorCodeOf(failure.error);
    span.setAttribute('error.type', code);
    // A client that disconnects is not an error.
    if (code !== 'aborted') span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

function endRequest(span: Span, status: number | null): void {
  if (status === null) span.setAttribute('error.type', 'client_left');
  else span.setAttribute('http.response.status_code', status);
  if (status !== null && status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

export type Tracing = Awaited<ReturnType<typeof createTracing>>;

/**
 * Turns traces on, configured by the standard variables (sampling, batches, collector): spans of requests, imports and
 * their stages, without any text that a person wrote. Registers nothing global: two services of one process would share
 * it.
 */
export async function createTracing(options: TracingOptions) {
  const provider = await createProvider(options);
  const tracer = provider.getTracer('essaimage');
  const current = new AsyncLocalStorage<Context>();

  function startSpan(name: string, kind: SpanKind, attributes: Attributes, parent: Context) {
    const span = tracer.startSpan(name, { kind, attributes }, parent);
    return { span, context: trace.setSpan(parent, span) };
  }
  function runWithin<T>(name: string, attributes: Attributes, parent: Context, work: () => T): T {
    const { span, context } = startSpan(name, SpanKind.INTERNAL, attributes, parent);
    return watchOutcome(
      () => current.run(context, work),
      (failure) => endSpan(span, failure),
    );
  }

  return {
    run<T>(stage: string, work: () => T): T {
      const parent = current.getStore();
      return parent === undefined ? work() : runWithin(stage, {}, parent, work);
    },
    runImport: <T>(id: string, work: () => Promise<T>) =>
      runWithin('import', { 'essaimage.import_id': id }, ROOT_CONTEXT, work),
    startRequest({ requestId, method, route, traceparent }: StartedRequest) {
      const parent = propagator.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
      const attributes = {
        'http.request.method': method,
        ...(GENERATED_ID.test(requestId) ? { 'essaimage.request_id': requestId } : {}),
        ...(route === null ? {} : { 'http.route': route }),
      };
      const name = route === null ? method : `${method} ${route}`;
      const { span, context } = startSpan(name, SpanKind.SERVER, attributes, parent);
      return {
        traceId: span.spanContext().traceId,
        /** Runs `work`, whose spans then belong to the request, later ones included. */
        run: (work: () => void) => current.run(context, work),
        /** @param status null when the client left without waiting for the answer */
        end: (status: number | null) => endRequest(span, status),
      };
    },
    /** Sends the remaining spans, for `FLUSH_MS` at most. */
    async close() {
      const flushed = provider.shutdown().catch(options.onFailure);
      await Promise.race([flushed, sleep(FLUSH_MS, undefined, { ref: false })]);
    },
  };
}
