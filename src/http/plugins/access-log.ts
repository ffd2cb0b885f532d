import type { FastifyInstance } from 'fastify';

/** Logs one line per request, never the URL nor the body: they contain what people typed. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ log, method, routeOptions }, { statusCode: status, elapsedTime }) => {
    const durationMs = Math.round(elapsedTime * 10) / 10;
    log.info({ method, route: routeOptions.url ?? null, status, durationMs }, 'request');
  });
}
