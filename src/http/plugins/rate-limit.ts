import rateLimit from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { CountRequest } from '../../application/access/count-requests.ts';
import { HttpProblem } from '../problems/problem.ts';
import { createLocalCount } from './count-locally.ts';
import { limitStore } from './limit-store.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Counts a request against its key, besides its address.
     * @throws HttpProblem `rate-limited`
     */
    countAgainstKey(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
}

interface RateLimitPluginOptions {
  readonly perMinute: number;
  /** Counts requests across instances; left out, each instance counts its own. */
  readonly countRequest?: CountRequest;
}

/**
 * Limits requests per minute for each address (a /64 in IPv6), then for each key, so that neither many
 * addresses nor many keys raise the limit. Headers give the nearer of the two. Routes opt out with
 * `config: { rateLimit: false }`.
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
