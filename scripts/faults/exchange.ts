/** One request to a service and what came of it, whatever happens to the connection. */

export interface Answer {
  /** 0 when the connection broke or nothing came in time. */
  readonly status: number;
  /** Of the `Retry-After` header. */
  readonly retryAfterS: number | null;
  /** Of the problem, for an answer that is one. */
  readonly code: string | null;
  readonly location: string | null;
  readonly body: unknown;
  readonly durationMs: number;
}

/** Longer than any deadline of the service. */
const GIVE_UP_MS = 30_000;

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function codeOf(body: unknown): string | null {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'
    ? body.code
    : null;
}

export async function exchange(url: string, init: RequestInit = {}): Promise<Answer> {
  const startedAt = performance.now();
  const durationMs = () => performance.now() - startedAt;
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(GIVE_UP_MS) });
    const body = readJson(await answer.text());
    return {
      status: answer.status,
      retryAfterS: answer.headers.has('retry-after') ? Number(answer.headers.get('retry-after')) : null,
      code: codeOf(body),
      location: answer.headers.get('location'),
      body,
      durationMs: durationMs(),
    };
  } catch {
    return {
      status: 0,
      retryAfterS: null,
      code: null,
      location: null,
      body: null,
      durationMs: durationMs(),
    };
  }
}
