import fastifyMetrics from 'fastify-metrics';
import fp from 'fastify-plugin';
import type { Registry } from 'prom-client';

declare module 'fastify' {
  interface FastifyInstance {
    /** What this process measures of itself, in Prometheus' text format. */
    readonly metricsRegistry: Registry;
  }
}

/** Measures the process and the duration of requests, by pattern of route: never by address. */
export const metricsPlugin = fp<{ readonly registry: Registry }>(
  async (app, { registry }) => {
    app.decorate('metricsRegistry', registry);
    await app.register(fastifyMetrics.default, {
      endpoint: null,
      defaultMetrics: { enabled: true, register: registry },
      routeMetrics: {
        enabled: { histogram: true, summary: false },
        registeredRoutesOnly: false,
        overrides: {
          histogram: {
            registers: [registry],
            buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
          },
          // Quantiles of several processes cannot be put together. Made all the same, it must be in no registry.
          summary: { registers: [] },
        },
      },
    });
  },
  { name: 'metrics', fastify: '5.x' },
);
