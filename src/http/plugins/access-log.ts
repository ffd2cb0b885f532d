import type { FastifyInstance } from 'fastify';

/**
 * Logs one line per request: method, route pattern, status, duration in milliseconds. Never the URL nor the
 * body: they contain what people typed.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
}
