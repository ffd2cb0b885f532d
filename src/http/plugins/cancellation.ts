import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../domain/errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Aborts when the client disconnects or the deadline passes. */
    cancellation: AbortSignal;
  }
}

/** Reason of a request aborted because its client disconnected. */
export class ClientGoneError extends Error {
  /** Name that any aborted signal gives its error: it is not a failure. */
  override readonly name = 'AbortError';
}

/** Fastify's own `request.signal` is not used: with Node 20, it aborts as soon as the body is read. */
export function cancelRequests(app: FastifyInstance, timeoutMs: number): void {
  app.decorateRequest('cancellation');
  app.addHook('onRequest', async (request, reply) => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const message = `La réponse n’était pas prête en ${timeoutMs} ms. Réessayez dans un instant.`;
      const details = { operation: 'réponse', timeoutMs };
      controller.abort(new DomainError('deadline-exceeded', message, details));
    }, timeoutMs);
    request.cancellation = controller.signal;
    reply.raw.once('close', () => {
      clearTimeout(timer);
      if (!reply.raw.writableFinished) controller.abort(new ClientGoneError());
    });
  });
}
