import { AsyncResource } from 'node:async_hooks';
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
    /** Its scope is the context to restore after the body is read, which loses it. */
    openTrace: { readonly traced: TracedRequest; readonly scope: AsyncResource } | null;
  }
}

/** Opens one span per request, the parent of its stages, and puts its trace id on its log lines. */
export function traceRequests(app: FastifyInstance, startTrace: StartTrace): void {
  app.decorateRequest('openTrace', null);

  app.addHook('onRequest', (request, reply, done) => {
    const { id, method, routeOptions, headers } = request;
    const { traceparent } = headers;
    const traced = startTrace({
      requestId: id,
      method,
      route: routeOptions.url ?? null,
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    });
    request.log = request.log.child({ traceId: traced.traceId });
    reply.log = request.log;
    traced.run(() => {
      const scope = new AsyncResource('essaimage-request');
      request.openTrace = { traced, scope };
      done();
    });
  });
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.openTrace === null) done();
    else request.openTrace.scope.runInAsyncScope(done);
  });
  app.addHook('onResponse', async ({ openTrace }, { statusCode }) => openTrace?.traced.end(statusCode));
  app.addHook('onRequestAbort', async ({ openTrace }) => openTrace?.traced.end(null));
}
