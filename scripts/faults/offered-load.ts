/** Requests offered to a service, and what became of them. */

import { Agent, request } from 'node:http';

export interface Outcome {
  /** 0 for a connection that broke. */
  readonly status: number;
  readonly hasRetryAfter: boolean;
  readonly durationMs: number;
}

const WORDS = ['épicerie', 'abattoir', 'recyclerie', 'crèche', 'mobilité', 'logement', 'maraîchage'] as const;

/** Never twice the same: nothing may be answered from memory. */
function nextTarget(index: number): string {
  const word = WORDS[index % WORDS.length] ?? WORDS[0];
  const priorities = encodeURIComponent(`ouvrir ${word} numéro ${index} dans la commune`);
  return `/v1/recommendations?territory=35236&priorities=${priorities}`;
}

let asked = 0;

export function ask(address: string, agent: Agent): Promise<Outcome> {
  const startedAt = performance.now();
  asked += 1;
  return new Promise((resolve) => {
    const end = (status: number, hasRetryAfter: boolean) =>
      resolve({ status, hasRetryAfter, durationMs: performance.now() - startedAt });
    const sent = request(`${address}${nextTarget(asked)}`, { agent }, (answer) => {
      answer.resume();
      answer.once('end', () => end(answer.statusCode ?? 0, 'retry-after' in answer.headers));
      answer.once('error', () => end(0, false));
    });
    sent.once('error', () => end(0, false));
    sent.end();
  });
}

/** As many requests as `connections` can ask one after the other. */
export async function offerClosed(
  address: string,
  connections: number,
  durationMs: number,
): Promise<readonly Outcome[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const endAt = performance.now() + durationMs;
  const outcomes: Outcome[] = [];
  const askInTurn = async () => {
    while (performance.now() < endAt) outcomes.push(await ask(address, agent));
  };
  await Promise.all(Array.from({ length: connections }, askInTurn));
  agent.destroy();
  return outcomes;
}

const TICK_MS = 10;
/** How much faster it asks once it is late, for want of a processor: all at once, it would offer another load. */
const MAX_HASTE = 2;

/** `perSecond` requests, whatever becomes of those before. */
export async function offerOpen(
  address: string,
  perSecond: number,
  durationMs: number,
): Promise<readonly Outcome[]> {
  const agent = new Agent({ keepAlive: true });
  const startedAt = performance.now();
  const asking: Promise<Outcome>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const elapsedMs = Math.min(performance.now() - startedAt, durationMs);
      const most = asking.length + (MAX_HASTE * perSecond * TICK_MS) / 1_000;
      while (asking.length < Math.min(most, (elapsedMs * perSecond) / 1_000))
        asking.push(ask(address, agent));
      if (elapsedMs < durationMs) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
  const outcomes = await Promise.all(asking);
  agent.destroy();
  return outcomes;
}
