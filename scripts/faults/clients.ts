/** Clients of a service, which may be at several addresses of this machine: 127.0.0.2, 127.0.0.3… */

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { quantile } from '../../bench/measuring/statistics.ts';

export interface Answer {
  /** 0 when the connection broke or nothing came in time. */
  readonly status: number;
  readonly retryAfterS: number | null;
  /** Code of the problem; null for other answers. */
  readonly code: string | null;
  readonly location: string | null;
  /** Null unless it is JSON. */
  readonly body: unknown;
  readonly durationMs: number;
}

export interface Sending {
  readonly method?: string;
  /** Key of the API. */
  readonly token?: string;
  /** Sent as JSON. */
  readonly content?: unknown;
  readonly from?: string;
}

/** Longer than any deadline of the service. */
const GIVE_UP_MS = 30_000;
const BROKEN = { status: 0, retryAfterS: null, code: null, location: null, body: null };
const problemSchema = z.object({ code: z.string() });

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Sends one request, on its own connection when it has an address; a failure is an outcome, never an error. */
export async function exchange(
  url: string,
  { method = 'GET', token, content, from }: Sending = {},
): Promise<Answer> {
  const startedAt = performance.now();
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(content === undefined ? {} : { 'content-type': 'application/json' }),
  };
  try {
    const signal = AbortSignal.timeout(GIVE_UP_MS);
    const own = from === undefined ? {} : { localAddress: from, agent: false as const };
    const sent = request(url, { method, headers, signal, ...own });
    sent.on('error', () => {}).end(JSON.stringify(content));
    const answer: IncomingMessage = (await once(sent, 'response'))[0];
    const { 'retry-after': wait, location = null } = answer.headers;
    const body = parse(await text(answer));
    const code = problemSchema.safeParse(body).data?.code ?? null;
    const retryAfterS = wait === undefined ? null : Number(wait);
    const durationMs = performance.now() - startedAt;
    return { status: answer.statusCode ?? 0, retryAfterS, code, location, body, durationMs };
  } catch {
    return { ...BROKEN, durationMs: performance.now() - startedAt };
  }
}

/** Writes « 200 × 12, 503 overloaded × 3 ». */
export function tally(names: readonly string[], none = 'aucune'): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name} × ${count}`).join(', ') || none;
}

export function tallyAnswers(answers: readonly Answer[]): string {
  return tally(answers.map(({ status, code }) => (code === null ? String(status) : `${status} ${code}`)));
}

/** Returns a quantile of the times of answers, in milliseconds. */
export function timeOf(answers: readonly Pick<Answer, 'durationMs'>[], share: number): number {
  return quantile(
    answers.map(({ durationMs }) => durationMs),
    share,
  );
}

const jobSchema = z.object({
  state: z.string(),
  progress: z.object({ done: z.number() }).nullable(),
  failure: z.object({ code: z.string() }).nullable(),
});
type Job = z.output<typeof jobSchema>;
export type FollowedJob = Job & { readonly seconds: number };

function hasEnded({ state }: Job): boolean {
  return ['succeeded', 'failed', 'cancelled', 'perdu'].includes(state);
}

/** Looks at the job of an import until `isReached`, or for four minutes; returns its last state. */
export async function followImport(
  url: string,
  token: string,
  { isReached = hasEnded, timeoutMs = 240_000 } = {},
): Promise<FollowedJob> {
  const startedAt = performance.now();
  for (let job: Job = { state: 'inconnu', progress: null, failure: null }; ; await sleep(100)) {
    const { status, body } = await exchange(url, { token });
    if (status === 200) job = jobSchema.parse(body);
    else if (status === 404) job = { ...job, state: 'perdu' };
    const elapsedMs = performance.now() - startedAt;
    if (isReached(job) || elapsedMs > timeoutMs) return { ...job, seconds: elapsedMs / 1_000 };
  }
}
