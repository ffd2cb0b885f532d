import fastifyMetrics from 'fastify-metrics';
import fp from 'fastify-plugin';
import { Registry } from 'prom-client';

declare module 'fastify' {
  interface FastifyInstance {
    /** What this server measures of itself, in Prometheus' text format. */
    readonly metricsRegistry: Registry;
  }
}

/** Measures the process and the duration of requests, by pattern of route: never by address. */
export const metricsPlugin = fp(
  async (app) => {
    const registry = new Registry();
    app.decorate('metricsRegistry', registry);
    await app.register(fastifyMetrics.default, {
      endpoint: null,
      defaultMetrics: { enabled: true, register: registry },
      routeMetrics: {
        registeredRoutesOnly: false,
        overrides: {
          histogram: {
            registers: [registry],
            buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
          },
          summary: { registers: [registry] },
        },
      },
    });
  },
  { name: 'metrics', fastify: '5.x' },
);
