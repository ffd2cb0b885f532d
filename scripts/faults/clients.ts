/** Clients at several addresses of this machine: 127.0.0.2, 127.0.0.3… */

import { type RequestOptions, request } from 'node:http';
import { z } from 'zod';

export interface Reply {
  /** 0 when the connection broke. */
  readonly status: number;
  /** Code of the problem; null for other answers. */
  readonly code: string | null;
  readonly body: unknown;
  readonly durationMs: number;
}

const problemSchema = z.object({ code: z.string() });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Sends one request from the address `from`, on a connection of its own. */
export function askFrom(
  from: string,
  url: string,
  { body = '', ...options }: RequestOptions & { readonly body?: string } = {},
): Promise<Reply> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, text: string) => {
      const answer = parse(text);
      const code = problemSchema.safeParse(answer).data?.code ?? null;
      resolve({ status, code, body: answer, durationMs: performance.now() - startedAt });
    };
    const sent = request(url, { ...options, localAddress: from, agent: false }, async (answer) => {
      let text = '';
      try {
        for await (const chunk of answer.setEncoding('utf8')) text += chunk;
        end(answer.statusCode ?? 0, text);
      } catch {
        end(0, '');
      }
    });
    sent.once('error', () => end(0, ''));
    sent.end(body);
  });
}

/** Writes « 200 × 12, 503 overloaded × 3 ». */
export function tallyReplies(replies: readonly Reply[]): string {
  const counts = new Map<string, number>();
  for (const { status, code } of replies) {
    const key = code === null ? String(status) : `${status} ${code}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${key} × ${count}`).join(', ') || 'aucune';
}

/** Asks new questions from `from`, one after the other, until the signal aborts. */
export async function askUntil(
  signal: AbortSignal,
  from: string,
  nextUrl: () => string,
): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  while (!signal.aborted) {
    replies.push(await askFrom(from, nextUrl()));
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return replies;
}

export function medianMs(replies: readonly Reply[]): number {
  const sorted = replies.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
