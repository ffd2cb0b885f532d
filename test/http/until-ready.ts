import type { FastifyInstance } from 'fastify';

/**
 * Waits until the service takes requests: what was opened and indexed in this process on a busy
 * machine makes it refuse the first ones as an overload.
 */
export async function untilReady(app: FastifyInstance): Promise<void> {
  while ((await app.inject({ url: '/health/ready' })).statusCode === 503) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
