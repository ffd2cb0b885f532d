import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressOf, networkOf } from '../input/addresses.ts';
import { HttpProblem } from '../problems/problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Calls of one address to this route in a window, in place of those a minute; false when none counts. */
    readonly rateLimit?: false | { readonly max: number; readonly windowMs: number };
  }
  interface FastifyInstance {
    /** Counts a request against its key, besides its address. @throws HttpProblem `rate-limited` */
    countAgainstKey(request: FastifyRequest, reply: FastifyReply): void;
    /** Counts one more call: a question of a batch, an unknown address. @throws HttpProblem `rate-limited` */
    countCall(request: FastifyRequest, reply: FastifyReply): void;
  }
}

interface Account {
  count: number;
  /** End of the window, on the clock of `performance.now()`, which never goes back. */
  readonly endsAt: number;
}

/** How often each client may do something in a window of time, which begins with its first time. */
export class Allowance {
  readonly limit: number;
  readonly #windowMs: number;
  readonly #accounts = new Map<string, Account>();

  constructor(limit: number, windowMs: number) {
    this.limit = limit;
    this.#windowMs = windowMs;
  }

  /**
   * Counts one more time; returns how many are left.
   * @throws HttpProblem `rate-limited` when none was left
   */
  take(client: string, detail?: string): { readonly remaining: number; readonly resetSeconds: number } {
    const now = performance.now();
    const account = this.#open(client, now);
    const resetSeconds = Math.ceil((account.endsAt - now) / 1_000);
    account.count += 1;
    const remaining = this.limit - account.count;
    if (remaining >= 0) return { remaining, resetSeconds };
    throw new HttpProblem('rate-limited', {
      ...(detail === undefined ? {} : { detail }),
      headers: {
        'ratelimit-limit': String(this.limit),
        'ratelimit-remaining': '0',
        'ratelimit-reset': String(resetSeconds),
        'retry-after': String(resetSeconds),
      },
    });
  }

  #open(client: string, now: number): Account {
    // Windows end in the order in which they began.
    for (const [each, { endsAt }] of this.#accounts) {
      if (endsAt > now) break;
      this.#accounts.delete(each);
    }
    const account = this.#accounts.get(client) ?? { count: 0, endsAt: now + this.#windowMs };
    this.#accounts.set(client, account);
    return account;
  }
}

const MINUTE_MS = 60_000;
/** A network of IPv6 (/48) calls as often as so many addresses (/64). */
const ADDRESSES_OF_NETWORK = 4;

/**
 * Limits the calls of each address (a /64 in IPv6), of each network (a /48), then of each key, so that neither many
 * addresses nor many keys raise the limit. Headers give the nearest limit. Each process counts its own.
 */
export function limitRates(app: FastifyInstance, perMinute: number): void {
  const addresses = new Allowance(perMinute, MINUTE_MS);
  const networks = new Allowance(ADDRESSES_OF_NETWORK * perMinute, MINUTE_MS);
  const keys = new Allowance(perMinute, MINUTE_MS);

  function take(allowance: Allowance, client: string, reply: FastifyReply): void {
    const { remaining, resetSeconds } = allowance.take(client);
    if (remaining >= Number(reply.getHeader('ratelimit-remaining') ?? Number.POSITIVE_INFINITY)) return;
    reply.headers({
      'ratelimit-limit': allowance.limit,
      'ratelimit-remaining': remaining,
      'ratelimit-reset': resetSeconds,
    });
  }

  function count({ ip }: FastifyRequest, reply: FastifyReply, allowance = addresses): void {
    take(allowance, addressOf(ip), reply);
    take(networks, networkOf(ip), reply);
  }

  app.decorate('countAgainstKey', ({ keyHolder }, reply) => {
    if (keyHolder !== null) take(keys, keyHolder.prefix, reply);
  });
  app.decorate('countCall', (request, reply) => {
    count(request, reply);
    app.countAgainstKey(request, reply);
  });
  // With the hooks of the route: its refusals then have the headers for other origins.
  app.addHook('onRoute', (route) => {
    const limit = route.config?.rateLimit;
    if (limit === false) return;
    const allowance = limit === undefined ? addresses : new Allowance(limit.max, limit.windowMs);
    route.onRequest = [
      ...[route.onRequest ?? []].flat(),
      async (request, reply) => count(request, reply, allowance),
    ];
  });
}
