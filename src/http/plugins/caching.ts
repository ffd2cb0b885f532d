import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `max-age` of the answer, in seconds; left out, the answer is not cached. */
    readonly maxAgeSeconds?: number;
  }
}

/** Compares weakly (RFC 9110): true for `*` or when one of the listed tags matches. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const given = ifNoneMatch.split(',').map((tag) => tag.trim());
  return given.includes('*') || given.some((tag) => tag.replace(/^W\//, '') === etag.replace(/^W\//, ''));
}

/** Caches the 200 answers of routes with `maxAgeSeconds`, not those to a key; 304 for a known ETag. */
export function cacheAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { maxAgeSeconds } = request.routeOptions.config;
    if (request.keyHolder !== null) {
      // No ETag either: it would tell whether the public reads the same answer.
      reply.header('cache-control', 'private, no-store');
      return payload;
    }
    if (reply.statusCode !== 200 || maxAgeSeconds === undefined || typeof payload !== 'string') {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      return payload;
    }
    // Weak: all compressions of an answer have the same tag.
    const etag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`;
    reply.headers({ etag, 'cache-control': `public, max-age=${maxAgeSeconds}` });
    if (!isKnown(request.headers['if-none-match'], etag)) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  });
}
