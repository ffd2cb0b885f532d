import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { networkOf } from '../input/addresses.ts';
import { HttpProblem } from '../problems/problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Ends the turn of a request, then waits for another: the others of its client go before. */
    takeNextTurn(): Promise<void>;
  }
}

/** Requests of one client that run at once with 300 calls a minute, more with more; the next ones wait. */
const RUNNING = 2;
/** Requests of one client that wait: a few people behind one address open a page with its files. */
const MAX_WAITING = 100;
/** Time of the service that a client may use before it is slowed down to its share. */
const AHEAD_MS = 300;
/** Share of the time that one client may use, alike. */
const SHARE = 0.5;
const USUAL_CALLS = 300;
/** Most that one request is charged: it may have waited for others, or its client may read slowly. */
const MAX_COST_MS = 1_000;
const LOOK_MS = 10;
/** Time after which an idle client owes nothing: two requests at the most. */
const FORGOTTEN_AFTER_MS = (RUNNING * MAX_COST_MS) / SHARE;

interface Client {
  running: number;
  waiting: number;
  /** Time used, less what its share has paid back, at the instant `at`. */
  aheadMs: number;
  at: number;
  /** Settled once the last that arrived has begun. */
  last: Promise<void>;
}

/**
 * Turns of clients. The cost of a request is the time during which it ran, divided at each instant by the number of
 * those that ran: together they cost the time during which the service was busy.
 */
export class Turns {
  readonly #maxRunning: number;
  readonly #share: number;
  readonly #clients = new Map<string, Client>();
  #running = 0;
  /** Integral of 1 ÷ `running`, in milliseconds, at the instant `#readAt`. */
  #cost = 0;
  #readAt = 0;

  constructor(callsPerMinute: number) {
    const times = Math.max(1, callsPerMinute / USUAL_CALLS);
    this.#maxRunning = Math.floor(RUNNING * times);
    this.#share = SHARE * times;
  }

  /**
   * Waits for the turn of a client; returns what ends it.
   * @throws HttpProblem `rate-limited` when too many wait; the reason of `signal`
   */
  async take(name: string, signal: AbortSignal): Promise<() => void> {
    const client = this.#clients.get(name) ?? {
      running: 0,
      waiting: 0,
      aheadMs: 0,
      at: performance.now(),
      last: Promise.resolve(),
    };
    if (client.waiting >= MAX_WAITING) {
      throw new HttpProblem('rate-limited', {
        detail: `${MAX_WAITING} requêtes de votre adresse attendent déjà leur tour. Attendez leurs réponses avant d’en envoyer d’autres.`,
        headers: { 'retry-after': '1' },
      });
    }
    this.#clients.set(name, client);
    client.waiting += 1;
    const begun = client.last.then(() => this.#begin(client, signal));
    client.last = begun.catch(() => {});
    await begun.finally(() => {
      client.waiting -= 1;
    });
    const before = this.#elapsed();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#end(name, client, this.#elapsed() - before);
    };
  }

  async #begin(client: Client, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (client.running >= this.#maxRunning || this.#aheadOf(client) > AHEAD_MS) {
      await delay(LOOK_MS, null, { signal }).catch(() => signal.throwIfAborted());
    }
    this.#elapsed();
    this.#running += 1;
    client.running += 1;
  }

  #end(name: string, client: Client, costMs: number): void {
    this.#running -= 1;
    client.running -= 1;
    client.aheadMs = this.#aheadOf(client) + Math.min(costMs, MAX_COST_MS);
    // The order of the map is that of the last ends, hence the deletion first.
    this.#clients.delete(name);
    this.#clients.set(name, client);
    for (const [each, { running, waiting, at }] of this.#clients) {
      if (running + waiting > 0 || client.at - at < FORGOTTEN_AFTER_MS) break;
      this.#clients.delete(each);
    }
  }

  #elapsed(): number {
    const now = performance.now();
    if (this.#running > 0) this.#cost += (now - this.#readAt) / this.#running;
    this.#readAt = now;
    return this.#cost;
  }

  #aheadOf(client: Client): number {
    const now = performance.now();
    client.aheadMs = Math.max(0, client.aheadMs - (now - client.at) * this.#share);
    client.at = now;
    return client.aheadMs;
  }
}

/**
 * Gives each client its turns: neither many requests at once nor dear ones keep the others waiting. A turn lasts until
 * the answer is ready, or sent when it is a stream. The calls of a page to the API run within its turn.
 */
export function takeTurns(app: FastifyInstance, callsPerMinute: number): void {
  const turns = new Turns(callsPerMinute);
  const endings = new WeakMap<FastifyRequest, () => void>();
  const withoutTurn = new WeakSet<FastifyRequest>();
  const isWithinTurn = new AsyncLocalStorage<true>();

  async function take(request: FastifyRequest): Promise<void> {
    if (withoutTurn.has(request)) return;
    endings.set(request, await turns.take(networkOf(request.ip), request.cancellation));
  }
  app.decorateRequest('takeNextTurn', async function takeNextTurn() {
    endings.get(this)?.();
    await take(this);
  });
  // Here, because the reading of a body loses the context.
  app.addHook('onRequest', async (request) => {
    // A process that does not answer its probes is killed.
    const isProbe = request.routeOptions.url?.startsWith('/health/') === true;
    if (isProbe || isWithinTurn.getStore() === true) withoutTurn.add(request);
  });
  app.addHook('preHandler', (request, { raw }, done) => {
    raw.once('close', () => endings.get(request)?.());
    take(request).then(() => isWithinTurn.run(true, done), done);
  });
  app.addHook('onSend', async (request, _reply, payload) => {
    if (!(payload instanceof Readable)) endings.get(request)?.();
  });
}
