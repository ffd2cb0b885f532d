import rateLimit from '@fastify/rate-limit';
import fp from 'fastify-plugin';
import { HttpProblem } from '../problem.ts';

/** Requests a minute and an address (a /64 in IPv6); routes opt out with `config: { rateLimit: false }`. */
export const rateLimitPlugin = fp<{ readonly perMinute: number }>(
  async (app, { perMinute }) => {
    await app.register(rateLimit, {
      max: perMinute,
      timeWindow: 60_000,
      enableDraftSpec: true,
      errorResponseBuilder: () => new HttpProblem('rate-limited'),
    });
  },
  { name: 'rate-limit', fastify: '5.x' },
);
