import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { PROBLEMS } from '../../src/http/problems/problem-catalogue.ts';

const PAUSE_MS = 200;
/** Retry-After that tells `overloaded` from other 503s, even in an answer without a body. */
const OVERLOADED_DELAY = String(PROBLEMS.overloaded.retryAfterSeconds);

/**
 * Injects a request, and again while the answer is `overloaded`: on a busy machine the event loop may be late,
 * which these tests do not check.
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

/** Waits until the service accepts requests, after indexing in the same process. */
export async function untilReady(app: FastifyInstance): Promise<void> {
  await injectPatiently(app, { url: '/health/ready' });
}
