import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Headers of answers that a client may need, in the order in which they are described. */
export const ANSWER_HEADERS = [
  'X-Request-Id',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'Cache-Control',
  'ETag',
  'Last-Modified',
  'Location',
  'WWW-Authenticate',
] as const;

/** Lets pages of other origins read the refusal of an address that no route has: the library serves routes alone. */
export function allowOriginsOfUnknown(app: FastifyInstance, path: string, origins: readonly string[]): void {
  app.addHook('onRequest', async ({ is404, url, headers: { origin } }, reply) => {
    if (!is404 || !url.startsWith(path)) return;
    if (origins.includes('*')) reply.header('access-control-allow-origin', '*');
    else if (origin !== undefined && origins.includes(origin)) {
      reply.headers({ 'access-control-allow-origin': origin, vary: 'Origin' });
    }
  });
}

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
    exposedHeaders: [...ANSWER_HEADERS],
    maxAge: 86_400,
    strictPreflight: false,
  });
}
