import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { ReadLoad, ServiceLoad } from '../../application/operate/read-load.ts';
import { HttpProblem } from '../problems/problem.ts';
import { type PlaceInLine, ServedLine } from './served-line.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the answer waits for; the database when it is left out. */
    readonly needs?: 'model' | 'store' | 'nothing';
  }
}

/** Expected wait beyond which a request is refused: accepted ones are then answered within a second. */
const MAX_WAIT_MS = 300;

/** Taken whatever the wait: a long batch of an import, alone, is no reason to refuse a person. */
const ALWAYS_TAKEN = 4;

/** In each line. With bodies of 64 kB, 16 MB at most are held for those that wait. */
const MAX_IN_FLIGHT = 128;

/**
 * Between two answers, before any is measured: a crowd that comes to a service just started is not let in whole.
 * Nothing is guessed of readings: the number in flight bounds them well enough until the first measure.
 */
const FIRST_GUESS_MS = { model: 20, store: null } as const;

function waitFor(needs: 'model' | 'store', { embedder, store }: ServiceLoad): number {
  return store.estimatedWaitMs + (needs === 'model' ? embedder.estimatedWaitMs : 0);
}

/**
 * Refuses a request that would wait for too long, at once: refusals must stay cheap for the others to be served.
 * A place is taken after the limits and the key, so that whoever these refuse neither holds one nor passes for
 * someone served. A page is not refused here: what it asks the API in its turn is.
 */
export const admissionPlugin = fp<{ readonly readLoad: ReadLoad }>(
  async (app, { readLoad }) => {
    const lines = {
      model: new ServedLine(ALWAYS_TAKEN, FIRST_GUESS_MS.model),
      store: new ServedLine(ALWAYS_TAKEN, FIRST_GUESS_MS.store),
    };
    const places = new WeakMap<FastifyRequest, PlaceInLine>();

    /** @throws HttpProblem `overloaded` */
    function lineFor({ routeOptions }: FastifyRequest): ServedLine | null {
      const { needs = 'store' } = routeOptions.config;
      if (needs === 'nothing') return null;
      const line = lines[needs];
      const waitMs = Math.max(line.expectedWaitMs, waitFor(needs, readLoad()));
      const isTooLong = waitMs > MAX_WAIT_MS && line.inFlight >= ALWAYS_TAKEN;
      if (!isTooLong && line.inFlight < MAX_IN_FLIGHT) return line;
      const retryAfter = String(Math.max(1, Math.ceil(waitMs / 1_000)));
      throw new HttpProblem('overloaded', { headers: { 'retry-after': retryAfter } });
    }

    async function takePlace(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      // Whose client has left by now would never free its place.
      request.cancellation.throwIfAborted();
      const place = lineFor(request)?.enter();
      if (place === undefined) return;
      places.set(request, place);
      reply.raw.once('close', () => place.leave(false, performance.now()));
    }

    app.addHook('onRequest', async (request) => {
      lineFor(request);
    });
    app.addHook('onRoute', (route) => {
      route.onRequest = [...[route.onRequest ?? []].flat(), takePlace];
    });
    // The answer is ready: how long its client takes to read it says nothing of the service.
    app.addHook('onSend', async (request, { statusCode }) => {
      places.get(request)?.leave(statusCode < 400, performance.now());
    });
  },
  { name: 'admission', fastify: '5.x', dependencies: ['access', 'cancellation'] },
);
