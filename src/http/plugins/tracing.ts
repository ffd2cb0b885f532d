import { AsyncResource } from 'node:async_hooks';
import fp from 'fastify-plugin';

/** A request that is being served. */
interface TracedRequest {
  /** 32 hexadecimal digits: that of the client's trace when it gave one. */
  readonly traceId: string;
  /** What runs in `work`, and what it starts, belongs to the request. */
  run(work: () => void): void;
  /** @param status null when the client left without waiting for the answer */
  end(status: number | null): void;
}

/** Starts the trace of a request, with what the client says of its own trace. */
export type StartTrace = (request: {
  readonly requestId: string;
  readonly method: string;
  /** Pattern; null when there is none. */
  readonly route: string | null;
  readonly traceparent: string | undefined;
}) => TracedRequest;

interface OpenTrace {
  readonly traced: TracedRequest;
  /** Where the request runs: what reads its body goes on elsewhere. */
  readonly scope: AsyncResource;
}

declare module 'fastify' {
  interface FastifyRequest {
    openTrace: OpenTrace | null;
  }
}

/** One span a request, in which its stages stand; its id is on each line that the request logs. */
export const tracingPlugin = fp<{ readonly startTrace: StartTrace }>(
  async (app, { startTrace }) => {
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
  },
  { name: 'tracing', fastify: '5.x' },
);
