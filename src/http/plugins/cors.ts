import cors from '@fastify/cors';
import fp from 'fastify-plugin';

/**
 * Which pages of other origins may read the API: those of the configuration, or any (`*`). Without
 * credentials, and for reading and asking only: a page of another origin cannot send a key, since
 * whoever opens such a page would hand it their rights. To be registered around the routes it opens.
 */
export const corsPlugin = fp<{ readonly origins: readonly string[] }>(
  async (app, { origins }) => {
    // The preflight route of the library: a browser sends no key with it.
    app.addHook('onRoute', (route) => {
      if (route.method === 'OPTIONS') route.config = { ...route.config, access: 'open' };
    });
    await app.register(cors, {
      origin: origins.includes('*') ? '*' : [...origins],
      methods: ['GET', 'HEAD', 'POST'],
      allowedHeaders: ['Content-Type', 'If-None-Match', 'X-Request-Id'],
      exposedHeaders: [
        'ETag',
        'RateLimit-Limit',
        'RateLimit-Remaining',
        'RateLimit-Reset',
        'Retry-After',
        'X-Request-Id',
      ],
      maxAge: 86_400,
      strictPreflight: false,
    });
  },
  { name: 'cors', fastify: '5.x' },
);
