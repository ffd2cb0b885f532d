import rateLimit from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { CountRequest } from '../../application/access/count-requests.ts';
import { HttpProblem } from '../problems/problem.ts';
import { createLocalCount } from './count-locally.ts';
import { limitStore } from './limit-store.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request against its key, besides its address; throws `rate-limited`. */
    countAgainstKey(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
}

interface RateLimitPluginOptions {
  readonly perMinute: number;
  /** Counts with other instances; left out, each counts for itself. */
  readonly countRequest?: CountRequest;
}

/**
 * Requests a minute, twice: for each address (a /64 in IPv6), then for each key, so that neither
 * many addresses nor many keys widen what one may ask. Routes opt out with `config: { rateLimit: false }`.
 * The headers tell the nearer of the two limits.
 */
export const rateLimitPlugin = fp<RateLimitPluginOptions>(
  async (app, { perMinute, countRequest = createLocalCount() }) => {
    await app.register(rateLimit, {
      store: limitStore(countRequest),
      max: perMinute,
      timeWindow: 60_000,
      enableDraftSpec: true,
      errorResponseBuilder: () => new HttpProblem('rate-limited'),
    });
    const countKey = app.createRateLimit({
      max: perMinute,
      timeWindow: 60_000,
      keyGenerator: ({ keyHolder }) => `key ${keyHolder?.prefix ?? ''}`,
    });
    app.decorate('countAgainstKey', async (request, reply) => {
      const count = await countKey(request);
      if (count.isAllowed) return;
      const wait = String(count.ttlInSeconds);
      if (count.remaining < Number(reply.getHeader('ratelimit-remaining') ?? 0)) {
        reply.headers({ 'ratelimit-remaining': String(count.remaining), 'ratelimit-reset': wait });
      }
      if (count.isExceeded) throw new HttpProblem('rate-limited', { headers: { 'retry-after': wait } });
    });
  },
  { name: 'rate-limit', fastify: '5.x' },
);
