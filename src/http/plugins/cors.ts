import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Lets pages of other origins read this scope without credentials: a key has the rights of the visitor. */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  // The library's preflight route: a browser sends no key with it.
  app.addHook('onRoute', (route) => {
    if (route.method === 'OPTIONS') route.config = { ...route.config, access: 'open' };
  });
  await app.register(cors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: [
      'Content-Type',
      'Idempotency-Key',
      'If-None-Match',
      'Mcp-Protocol-Version',
      'X-Request-Id',
    ],
    exposedHeaders: 'ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id',
    maxAge: 86_400,
    strictPreflight: false,
  });
}
