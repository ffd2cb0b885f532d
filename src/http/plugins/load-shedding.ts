import underPressure from '@fastify/under-pressure';
import fp from 'fastify-plugin';
import { HttpProblem } from '../problems/problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered even by a service that refuses the rest: what watches it. */
    readonly isVital?: true;
  }
  interface FastifyInstance {
    /**
     * Announces the end: answers as before, but says that it is not ready and closes each connection
     * after its next answer, so that a proxy opens the following ones elsewhere.
     */
    startDraining(): void;
    readonly isDraining: () => boolean;
  }
}

/** Mean delay of the event loop over a second, beyond which requests are refused. */
const MAX_EVENT_LOOP_DELAY_MS = 1000;

/** Refuses with 503 what would only wait: too many requests, or a service that is closing. */
export const loadSheddingPlugin = fp(
  async (app) => {
    await app.register(underPressure, {
      maxEventLoopDelay: MAX_EVENT_LOOP_DELAY_MS,
      pressureHandler: async (request) => {
        if (request.routeOptions.config.isVital !== true) throw new HttpProblem('overloaded');
      },
    });

    let isDraining = false;
    app.decorate('isDraining', () => isDraining);
    app.decorate('startDraining', () => {
      isDraining = true;
    });
    let isClosing = false;
    app.addHook('preClose', async () => {
      isClosing = true;
    });
    app.addHook('onRequest', async (request) => {
      if (isClosing && request.routeOptions.config.isVital !== true) throw new HttpProblem('closing');
    });
    // Kept open by its client, a connection would hold the process after its last answer.
    app.addHook('onSend', async (_request, reply) => {
      if (isDraining || isClosing) reply.header('connection', 'close');
    });
  },
  { name: 'load-shedding', fastify: '5.x' },
);
