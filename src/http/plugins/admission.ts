import fp from 'fastify-plugin';
import type { ReadLoad, ServiceLoad } from '../../application/read-load.ts';
import { HttpProblem } from '../problem.ts';
import { ServedLine } from '../served-line.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the answer waits for; the database when it is left out. */
    readonly needs?: 'model' | 'store' | 'nothing';
  }
}

/** Expected wait beyond which a request is refused: accepted ones are then answered within a second. */
const MAX_WAIT_MS = 400;

/** Taken whatever the wait: a long batch of an import, alone, is no reason to refuse a person. */
const ALWAYS_TAKEN = 4;

/** In each line. With bodies of 64 kB, 16 MB at most are held for those that wait. */
const MAX_IN_FLIGHT = 128;

function waitFor(needs: 'model' | 'store', { embedder, store }: ServiceLoad): number {
  return store.estimatedWaitMs + (needs === 'model' ? embedder.estimatedWaitMs : 0);
}

/**
 * Refuses a request that would wait for too long, before its key is looked up and its body read. A page
 * is not refused here: what it asks the API in its turn is.
 */
export const admissionPlugin = fp<{ readonly readLoad: ReadLoad }>(
  async (app, { readLoad }) => {
    const lines = { model: new ServedLine(), store: new ServedLine() };

    app.addHook('onRequest', async (request, reply) => {
      const { needs = 'store' } = request.routeOptions.config;
      if (needs === 'nothing') return;
      const line = lines[needs];
      const waitMs = Math.max(line.expectedWaitMs, waitFor(needs, readLoad()));
      const isTooLong = waitMs > MAX_WAIT_MS && line.inFlight >= ALWAYS_TAKEN;
      if (isTooLong || line.inFlight >= MAX_IN_FLIGHT) {
        const retryAfter = String(Math.max(1, Math.ceil(waitMs / 1_000)));
        throw new HttpProblem('overloaded', { headers: { 'retry-after': retryAfter } });
      }
      line.enter();
      reply.raw.once('close', () => line.leave(reply.raw.writableFinished, performance.now()));
    });
  },
  { name: 'admission', fastify: '5.x' },
);
