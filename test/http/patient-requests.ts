import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';

const PAUSE_MS = 200;

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
    if (response.statusCode !== 503 || response.json().code !== 'overloaded') return response;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Waits until a service that opened and indexed everything in this process takes requests. */
export async function untilReady(app: FastifyInstance): Promise<void> {
  await injectPatiently(app, { url: '/health/ready' });
}
