import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { SiteAnswer, SiteClient, SiteRequest } from './site-client.ts';

const PAUSE_MS = 20;

const REQUESTS: readonly (readonly [string, SiteRequest])[] = [
  ['/v1/recommendations?territory=35236&priorities=epicerie%20solidaire', {}],
  ['/v1/themes', {}],
  [
    '/v1/recommendations',
    { method: 'POST', json: { territory: { code: '35236' }, priorities: 'une recyclerie pour le canton' } },
  ],
  ['/v1/experiences?q=recyclerie', {}],
  ['/', {}],
];

export interface Load {
  /** Returns the number of requests answered 200 so far. */
  readonly count: () => number;
  /** Returns the share of requests refused by a busy service so far, in [0, 1]. */
  readonly refusedShare: () => number;
  /** Stops asking and returns the other requests, each with its answer or error. */
  stop(): Promise<readonly string[]>;
}

/**
 * Recognises the refusal of a busy service: its own, or that of nginx, when one instance is away and the other refuses.
 * An outage gives the same, but to every request: `refusedShare` tells it.
 */
function isOnlyBusy({ status, body }: SiteAnswer): boolean {
  if (status !== 503) return false;
  return z.object({ code: z.literal('overloaded') }).safeParse(JSON.parse(body)).success;
}

/** Asks a visitor's requests over and over, `lanes` at once. */
export function startLoad(client: SiteClient, lanes: number): Load {
  const failures: string[] = [];
  let isOver = false;
  let asked = 0;
  let count = 0;
  let refused = 0;

  async function ask(lane: number): Promise<void> {
    for (let n = lane; !isOver; n += 1) {
      const [path, options] = REQUESTS[n % REQUESTS.length] ?? ['/', {}];
      const what = `${options.method ?? 'GET'} ${path}`;
      try {
        const answer = await client.ask(path, options);
        if (answer.status === 200) count += 1;
        else if (isOnlyBusy(answer)) refused += 1;
        else failures.push(`${what}: ${answer.status} ${answer.body}`);
      } catch (error) {
        failures.push(`${what}: ${String(error)}`);
      }
      asked += 1;
      await sleep(PAUSE_MS);
    }
  }

  const asking = Promise.all(Array.from({ length: lanes }, (_, lane) => ask(lane)));
  return {
    count: () => count,
    refusedShare: () => refused / Math.max(1, asked),
    async stop() {
      isOver = true;
      await asking;
      return failures;
    },
  };
}
