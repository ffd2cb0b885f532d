import fp from 'fastify-plugin';
import { DomainError } from '../../domain/errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Aborts once nobody waits for the answer: the client has left, or the deadline has passed. */
    cancellation: AbortSignal;
  }
}

/** Why an answer is not finished: nobody is there to read it. */
export class ClientGoneError extends Error {
  /** As what any signal throws: it is not a failure. */
  override readonly name = 'AbortError';
}

function tooLate(timeoutMs: number): DomainError {
  return new DomainError(
    'deadline-exceeded',
    `La réponse n’était pas prête en ${timeoutMs} ms. Réessayez dans un instant.`,
    { operation: 'réponse', timeoutMs },
  );
}

/**
 * Gives each request its end. Fastify's own `request.signal` is not used: with Node 20, it aborts as soon
 * as the body is read.
 */
export const cancellationPlugin = fp<{ readonly timeoutMs: number }>(
  async (app, { timeoutMs }) => {
    app.decorateRequest('cancellation');
    app.addHook('onRequest', async (request, reply) => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(tooLate(timeoutMs)), timeoutMs);
      request.cancellation = controller.signal;
      reply.raw.once('close', () => {
        clearTimeout(timer);
        if (!reply.raw.writableFinished) controller.abort(new ClientGoneError());
      });
    });
  },
  { name: 'cancellation', fastify: '5.x' },
);
