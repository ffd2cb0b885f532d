import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { CountRequest } from '../../application/access/count-requests.ts';

/**
 * Gives a count to the library of limits, in the shape that it wants. Its limits share one count: they
 * differ by their duration, or by what they name askers.
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
