import rateLimit, { type FastifyRateLimitStore, type FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CountRequest } from '../../application/access/count-requests.ts';
import { HttpProblem } from '../problems/problem.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request against its key, besides its address. @throws HttpProblem `rate-limited` */
    countAgainstKey(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
}

/** Adapts a count to the library. All limits share it: their windows differ by duration or by client. */
function storeOf(count: CountRequest): FastifyRateLimitStoreCtor {
  return class implements FastifyRateLimitStore {
    incr(...[asker, answer, windowMs]: Parameters<FastifyRateLimitStore['incr']>): void {
      const { count: current, resetMs: ttl } = count(asker, windowMs);
      answer(null, { current, ttl });
    }

    child(): this {
      return this;
    }
  };
}

/**
 * Limits requests per minute for each address (a /64 in IPv6), then for each key, so that neither many
 * addresses nor many keys raise the limit. Headers give the nearer of the two. Routes opt out with
 * `config: { rateLimit: false }`.
 * @param countRequest counts across instances; left out, this process counts its own
 */
export async function limitRates(
  app: FastifyInstance,
  perMinute: number,
  countRequest: CountRequest | undefined,
): Promise<void> {
  const limit = { max: perMinute, timeWindow: 60_000 };
  await app.register(rateLimit, {
    ...(countRequest && { store: storeOf(countRequest) }),
    ...limit,
    enableDraftSpec: true,
    errorResponseBuilder: () => new HttpProblem('rate-limited'),
  });
  const countKey = app.createRateLimit({
    ...limit,
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
}
