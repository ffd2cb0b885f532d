import cors from '@fastify/cors';
import fp from 'fastify-plugin';

/**
 * Lets pages of the configured origins, or of any (`*`), read the API and ask questions, without credentials:
 * a page that could send a key would have the rights of its visitor. Applies to the routes of its scope.
 */
export const corsPlugin = fp<{ readonly origins: readonly string[] }>(
  async (app, { origins }) => {
    // The library's preflight route: a browser sends no key with it.
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
