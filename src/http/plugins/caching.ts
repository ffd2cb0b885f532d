import { createHash } from 'node:crypto';
import fp from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long a copy of the answer may serve, in seconds; absent: never. */
    readonly maxAgeSeconds?: number;
  }
}

/** Weak comparison of RFC 9110: `*`, or one of the listed tags. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const given = ifNoneMatch.split(',').map((tag) => tag.trim());
  return given.includes('*') || given.some((tag) => tag.replace(/^W\//, '') === etag.replace(/^W\//, ''));
}

/**
 * Gives an ETag and a lifetime to successful reads of the routes that declare one, and answers 304
 * to whoever has them already. Everything else must not be kept, nor what
 * is answered to the holder of a key.
 */
export const cachingPlugin = fp(
  async (app) => {
    app.addHook('onSend', async (request, reply, payload) => {
      const { maxAgeSeconds } = request.routeOptions.config;
      if (request.keyHolder !== null) {
        // Neither kept nor recognised: a tag would tell whether it is what the public reads.
        reply.header('cache-control', 'private, no-store');
        return payload;
      }
      if (reply.statusCode !== 200 || maxAgeSeconds === undefined || typeof payload !== 'string') {
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
        return payload;
      }
      // Weak: the same tag stands for every compression of the same answer.
      const etag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`;
      reply.headers({ etag, 'cache-control': `public, max-age=${maxAgeSeconds}` });
      if (!isKnown(request.headers['if-none-match'], etag)) return payload;
      reply.code(304).removeHeader('content-type').removeHeader('content-length');
      return null;
    });
  },
  { name: 'caching', fastify: '5.x' },
);
