import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { PROBLEMS } from '../../src/http/problems/problem-catalogue.ts';

const PAUSE_MS = 200;
/** What tells it from other 503 in a problem, in the page that shows one, and in an answer without a body. */
const OVERLOADED_DELAY = String(PROBLEMS.overloaded.retryAfterSeconds);

/**
 * Injects a request, again while the service refuses it as one too many: on a busy machine its event
 * loop may be late, which is not what these tests are about.
 */
export async function injectPatiently(
  app: FastifyInstance,
  request: InjectOptions,
): Promise<LightMyRequestResponse> {
  for (;;) {
    const response = await app.inject(request);
    if (response.statusCode !== 503 || response.headers['retry-after'] !== OVERLOADED_DELAY) return response;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Waits until a service that opened and indexed everything in this process takes requests. */
export async function untilReady(app: FastifyInstance): Promise<void> {
  await injectPatiently(app, { url: '/health/ready' });
}
