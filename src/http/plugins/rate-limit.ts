import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems/problem.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request against its key, besides its address. @throws HttpProblem `rate-limited` */
    countAgainstKey(request: FastifyRequest, reply: FastifyReply): Promise<void>;
    /** Counts one more question of a batch, like a request. @throws HttpProblem `rate-limited` */
    countQuestion(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
}

/**
 * Limits requests per minute for each address (a /64 in IPv6), then for each key, so that neither many
 * addresses nor many keys raise the limit. Headers give the nearer of the two. Routes opt out with
 * `config: { rateLimit: false }`. Each process counts its own requests: a proxy limits several.
 */
export async function limitRates(app: FastifyInstance, perMinute: number): Promise<void> {
  const limit = { max: perMinute, timeWindow: 60_000 };
  await app.register(rateLimit, {
    ...limit,
    enableDraftSpec: true,
    errorResponseBuilder: () => new HttpProblem('rate-limited'),
  });
  const countKey = app.createRateLimit({
    ...limit,
    keyGenerator: ({ keyHolder }) => `key ${keyHolder?.prefix ?? ''}`,
  });
  const countAddress = app.createRateLimit();

  async function count(counter: typeof countKey, request: FastifyRequest, reply: FastifyReply) {
    const counted = await counter(request);
    if (counted.isAllowed) return;
    const wait = String(counted.ttlInSeconds);
    if (counted.remaining < Number(reply.getHeader('ratelimit-remaining') ?? 0)) {
      reply.headers({ 'ratelimit-remaining': String(counted.remaining), 'ratelimit-reset': wait });
    }
    if (counted.isExceeded) throw new HttpProblem('rate-limited', { headers: { 'retry-after': wait } });
  }

  app.decorate('countQuestion', async (request, reply) => {
    await count(countAddress, request, reply);
    if (request.keyHolder !== null) await app.countAgainstKey(request, reply);
  });
  app.decorate('countAgainstKey', (request, reply) => count(countKey, request, reply));
}
