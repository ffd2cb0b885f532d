import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../problems/problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route answers even under overload or while closing, for probes. */
    readonly isVital?: true;
  }
  interface FastifyInstance {
    /** Answers without being ready until the returned function is called: the proxy's turn has not come. */
    holdReadiness(): () => void;
    readonly isStarting: () => boolean;
    /** Stops being ready and closes connections after their next answer: the proxy goes elsewhere. */
    startDraining(): void;
    readonly isDraining: () => boolean;
  }
}

/** Mean delay of the event loop over a second beyond which requests are refused. */
const MAX_EVENT_LOOP_DELAY_MS = 1000;

/** Refuses requests with 503 when the event loop is late or the service is closing. */
export async function shedLoad(app: FastifyInstance): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_EVENT_LOOP_DELAY_MS,
    pressureHandler: async (request) => {
      if (request.routeOptions.config.isVital !== true) throw new HttpProblem('overloaded');
    },
  });

  let isStarting = false;
  app.decorate('isStarting', () => isStarting);
  app.decorate('holdReadiness', () => {
    isStarting = true;
    return () => {
      isStarting = false;
    };
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
  // A connection that its client keeps open would keep the process alive.
  app.addHook('onSend', async (_request, reply) => {
    if (isDraining || isClosing) reply.header('connection', 'close');
  });
}
