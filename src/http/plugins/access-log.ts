import fp from 'fastify-plugin';

/**
 * One line a request: method, pattern of the route, status, duration. Never the address nor the
 * body: they hold what people wrote.
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
