import type { FastifyInstance } from 'fastify';
import fastifyMetrics from 'fastify-metrics';
import type { Registry } from 'prom-client';

declare module 'fastify' {
  interface FastifyInstance {
    readonly metricsRegistry: Registry;
  }
}

/** Measures the process and the duration of requests, by route pattern and never by URL. */
export async function measureRequests(app: FastifyInstance, registry: Registry): Promise<void> {
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
        // Quantiles of several processes cannot be merged. The library makes the summary anyway.
        summary: { registers: [] },
      },
    },
  });
}
