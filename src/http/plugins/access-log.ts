import fp from 'fastify-plugin';

/**
 * Logs one line per request: method, route pattern, status, duration in milliseconds. Never the URL nor the
 * body: they contain what people typed.
 */
export const accessLogPlugin = fp(
  async (app) => {
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
  },
  { name: 'access-log', fastify: '5.x' },
);
