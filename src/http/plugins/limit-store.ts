import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { CountRequest } from '../../application/access/count-requests.ts';

/**
 * Adapts a count to @fastify/rate-limit. All limits share it: their windows differ by duration or by the name
 * given to the client.
 */
export function limitStore(count: CountRequest): FastifyRateLimitStoreCtor {
  return class LimitStore implements FastifyRateLimitStore {
    incr(
      asker: string,
      answer: (error: Error | null, result?: { current: number; ttl: number }) => void,
      windowMs: number,
    ): void {
      const { count: current, resetMs: ttl } = count(asker, windowMs);
      answer(null, { current, ttl });
    }

    child(): this {
      return this;
    }
  };
}
