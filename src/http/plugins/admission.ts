import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ReadLoad, ServiceLoad } from '../../application/operate/read-load.ts';
import { HttpProblem } from '../problems/problem.ts';
import { type LeaveLine, ServedLine } from './served-line.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Resource that the answer waits for; `store` when left out. */
    readonly needs?: 'model' | 'store' | 'nothing';
  }
}

/** Longest expected wait of an accepted request: with it, answers take less than a second. */
const MAX_WAIT_MS = 300;

/** Requests accepted at any expected wait: one long batch of an import must not refuse a lone reader. */
const ALWAYS_TAKEN = 4;

/** Requests in flight in each line. With bodies of 64 kB, those that wait hold 16 MB at most. */
const MAX_IN_FLIGHT = 128;

/**
 * Interval between two answers before the first measure: it holds back a burst right after startup. Reads
 * need no guess: `MAX_IN_FLIGHT` is enough until then.
 */
const FIRST_GUESS_MS = { model: 20, store: null } as const;

function waitFor(needs: 'model' | 'store', { embedder, store }: ServiceLoad): number {
  return store.estimatedWaitMs + (needs === 'model' ? embedder.estimatedWaitMs : 0);
}

/**
 * Refuses at once a request that would wait too long: cheap refusals keep the others fast. A request takes
 * its place after the rate limits and the key, so that one refused by these does not count. Pages are not
 * refused here: their calls to the API are.
 */
export function admitRequests(app: FastifyInstance, readLoad: ReadLoad): void {
  const lines = {
    model: new ServedLine(ALWAYS_TAKEN, FIRST_GUESS_MS.model),
    store: new ServedLine(ALWAYS_TAKEN, FIRST_GUESS_MS.store),
  };
  const leaving = new WeakMap<FastifyRequest, LeaveLine>();

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
    // A client already gone emits no more `close`: its place would never be freed.
    request.cancellation.throwIfAborted();
    const leave = lineFor(request)?.enter();
    if (leave === undefined) return;
    leaving.set(request, leave);
    reply.raw.once('close', () => leave(false, performance.now()));
  }

  app.addHook('onRequest', async (request) => {
    lineFor(request);
  });
  app.addHook('onRoute', (route) => {
    route.onRequest = [...[route.onRequest ?? []].flat(), takePlace];
  });
  // Before the answer is sent: a slow client says nothing about the load.
  app.addHook('onSend', async (request, { statusCode }) => {
    leaving.get(request)?.(statusCode < 400, performance.now());
  });
}
