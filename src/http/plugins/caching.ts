import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
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

/** Weak: all compressions of an answer have the same tag. */
export function weakTag(content: string): string {
  return `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
}

/** Returns the tag that the route gave to its stream, or that of the content; null for any other answer. */
function tagOf(payload: unknown, given: number | string | string[] | undefined): string | null {
  if (typeof payload === 'string') return weakTag(payload);
  return payload instanceof Readable && typeof given === 'string' ? given : null;
}

/**
 * Caches the 200 answers of routes with `maxAgeSeconds`, not those to a key; 304 for a known ETag. A stream is cached
 * when its route has set `etag`.
 */
export function cacheAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { maxAgeSeconds } = request.routeOptions.config;
    if (request.keyHolder !== null) {
      // No ETag either: it would tell whether the public reads the same answer.
      reply.header('cache-control', 'private, no-store').removeHeader('etag').removeHeader('last-modified');
      return payload;
    }
    const etag = tagOf(payload, reply.getHeader('etag'));
    if (reply.statusCode !== 200 || maxAgeSeconds === undefined || etag === null) {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      return payload;
    }
    reply.headers({ etag, 'cache-control': `public, max-age=${maxAgeSeconds}` });
    if (!isKnown(request.headers['if-none-match'], etag)) return payload;
    if (payload instanceof Readable) payload.destroy();
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  });
}
