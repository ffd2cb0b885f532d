import type { FastifyInstance } from 'fastify';

interface TracedRequest {
  /** 32 hexadecimal digits, from the client's trace when it has one. */
  readonly traceId: string;
  /** Runs `work` so that it, and the work it starts, belong to this trace. */
  run(work: () => void): void;
  /** @param status null when the client disconnected before the answer */
  end(status: number | null): void;
}

/** Starts the trace of a request, within the client's trace when it has one. */
export type StartTrace = (request: {
  readonly requestId: string;
  readonly method: string;
  /** Route pattern; null for an unknown route. */
  readonly route: string | null;
  readonly traceparent: string | undefined;
}) => TracedRequest;

declare module 'fastify' {
  interface FastifyRequest {
    openTrace: TracedRequest | null;
  }
}

/** Opens one span per request, the parent of its stages, and puts its trace id on its log lines. */
export function traceRequests(app: FastifyInstance, startTrace: StartTrace): void {
  app.decorateRequest('openTrace', null);

  app.addHook('onRequest', (request, reply, done) => {
    const { id, method, routeOptions, headers } = request;
    const { traceparent } = headers;
    const trace = startTrace({
      requestId: id,
      method,
      route: routeOptions.url ?? null,
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    });
    request.log = request.log.child({ traceId: trace.traceId });
    reply.log = request.log;
    request.openTrace = trace;
    trace.run(done);
  });
  // The reading of the body loses the context.
  app.addHook('preValidation', ({ openTrace }, _reply, done) =>
    openTrace === null ? done() : openTrace.run(done),
  );
  app.addHook('onResponse', async ({ openTrace }, { statusCode }) => openTrace?.end(statusCode));
  app.addHook('onRequestAbort', async ({ openTrace }) => openTrace?.end(null));
}
