import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Essaimage } from '../../application/essaimage.ts';
import { SmoothedDuration } from '../../domain/load/load.ts';
import { HttpProblem } from '../problems/problem.ts';
import { ClientGoneError } from './cancellation.ts';

type Needs = 'model' | 'store' | 'nothing';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Resource that the answer waits for, which may depend on the unchecked request; `store` when left out. */
    readonly needs?: Needs | ((request: FastifyRequest) => Needs);
  }
  interface FastifyRequest {
    /**
     * Gives its place and its turn back, then takes others as soon as a request would be accepted: a batch never goes
     * before the requests of others.
     * @throws the reason of `cancellation`
     */
    takeNextPlace(): Promise<void>;
  }
}

/** Longest expected wait of an accepted request: with it, answers take less than a second. */
const MAX_WAIT_MS = 300;

/** Requests in flight from which a line is busy all the time. */
const SATURATION = 4;

/** Requests accepted at any expected wait: one long batch of an import must not refuse a lone reader. */
const ALWAYS_TAKEN = 8;

/** Time between two attempts of a batch to take its next place. */
const RETRY_MS = 100;

/** Requests in flight in each line. With bodies of 64 kB, those that wait hold 16 MB at most. */
const MAX_IN_FLIGHT = 128;

/**
 * Interval between two answers before the first measure: it holds back a burst right after startup. Reads
 * need no guess: `MAX_IN_FLIGHT` is enough until then.
 */
const FIRST_GUESS_MS = { model: 20, store: null } as const;

/** Weight of a new interval. Low: answers leave in bursts, so that only many of them give their rate. */
const WEIGHT = 0.05;

/** Frees a place once; `isServed` is false for a request refused or left, `now` is in milliseconds. */
export type LeaveLine = (isServed: boolean, now: number) => void;

/** Requests in flight for one resource. Little's law gives the wait: number × mean interval of answers. */
export class ServedLine {
  readonly #saturation: number;
  readonly #interval: SmoothedDuration;
  #inFlight = 0;
  /** Time of the last answer, in milliseconds; null when it left fewer than `saturation` requests. */
  #lastServedAt: number | null = null;

  /**
   * @param saturation requests in flight from which the resource is busy all the time: with fewer, intervals
   *   are those of arrivals, and are not measured
   * @param firstGuessMs interval expected before the first measure; null when unknown
   */
  constructor(saturation: number, firstGuessMs: number | null) {
    this.#saturation = saturation;
    this.#interval = new SmoothedDuration(WEIGHT, firstGuessMs);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Expected wait, in milliseconds; 0 before the first measure when there is no guess. */
  get expectedWaitMs(): number {
    return this.#inFlight * this.#interval.expectedMs;
  }

  enter(): LeaveLine {
    this.#inFlight += 1;
    let isHeld = true;
    return (isServed, now) => {
      if (!isHeld) return;
      isHeld = false;
      this.#inFlight -= 1;
      if (isServed && this.#lastServedAt !== null) this.#interval.add(now - this.#lastServedAt);
      if (this.#inFlight < this.#saturation) this.#lastServedAt = null;
      else if (isServed) this.#lastServedAt = now;
    };
  }
}

type ReadLoad = Essaimage['readLoad'];

function waitFor(needs: 'model' | 'store', { embedder, store }: ReturnType<ReadLoad>): number {
  return store.estimatedWaitMs + (needs === 'model' ? embedder.estimatedWaitMs : 0);
}

/**
 * Refuses at once a request that would wait too long: cheap refusals keep the others fast. A request takes
 * its place once it is there with its body, after the rate limits and the key: one that never arrives takes none. Pages
 * are not refused here: their calls to the API are.
 */
export function admitRequests(app: FastifyInstance, readLoad: ReadLoad): void {
  const lines = {
    model: new ServedLine(SATURATION, FIRST_GUESS_MS.model),
    store: new ServedLine(SATURATION, FIRST_GUESS_MS.store),
  };
  const leaving = new WeakMap<FastifyRequest, LeaveLine>();

  /** @throws HttpProblem `overloaded` */
  function lineFor(request: FastifyRequest): ServedLine | null {
    const { needs: declared = 'store' } = request.routeOptions.config;
    const needs = typeof declared === 'function' ? declared(request) : declared;
    if (needs === 'nothing') return null;
    const line = lines[needs];
    const waitMs = Math.max(line.expectedWaitMs, waitFor(needs, readLoad()));
    const isTooLong = waitMs > MAX_WAIT_MS && line.inFlight >= ALWAYS_TAKEN;
    if (!isTooLong && line.inFlight < MAX_IN_FLIGHT) return line;
    const retryAfter = String(Math.max(1, Math.ceil(waitMs / 1_000)));
    throw new HttpProblem('overloaded', { headers: { 'retry-after': retryAfter } });
  }

  /** @throws HttpProblem `overloaded` */
  function enterLine(request: FastifyRequest): void {
    const leave = lineFor(request)?.enter();
    if (leave !== undefined) leaving.set(request, leave);
  }

  app.addHook('onRequest', async (request) => {
    lineFor(request);
  });
  app.addHook('preHandler', async (request, reply) => {
    // A client already gone emits no more `close`: its place would never be freed.
    if (reply.raw.destroyed) throw new ClientGoneError();
    enterLine(request);
    reply.raw.once('close', () => leaving.get(request)?.(false, performance.now()));
  });
  app.decorateRequest('takeNextPlace', async function takeNextPlace() {
    const { cancellation } = this;
    leaving.get(this)?.(true, performance.now());
    await this.takeNextTurn();
    for (;;) {
      cancellation.throwIfAborted();
      try {
        return enterLine(this);
      } catch (error) {
        if (!(error instanceof HttpProblem)) throw error;
      }
      await delay(RETRY_MS, null, { signal: cancellation }).catch(() => cancellation.throwIfAborted());
    }
  });
  // Before the answer is sent: a slow client says nothing about the load.
  app.addHook('onSend', async (request, { statusCode }) => {
    leaving.get(request)?.(statusCode < 400, performance.now());
  });
}
