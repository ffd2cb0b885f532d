import type { FetchApi } from './client.ts';

export interface RetryOptions {
  /** Calls in all, the first included. */
  readonly attempts?: number;
  /** Longest wait between two of them, in milliseconds; the service asks for a longer one: its answer is given. */
  readonly maxWaitMs?: number;
}

const FIRST_WAIT_MS = 500;
const TOO_MANY = 429;
const UNAVAILABLE = 503;
const CONFLICT = 409;

/**
 * A refusal before any work may be sent again; the rest, only when twice does no more than once.
 * @param response null for a lost connection
 */
function mayRepeat(request: Request, response: Response | null): boolean {
  if (response?.status === TOO_MANY) return true;
  const hasKey = request.method === 'POST' && request.headers.has('idempotency-key');
  // The service is still doing the first write: its answer comes.
  if (hasKey && response?.status === CONFLICT) return response.headers.has('retry-after');
  return (hasKey || request.method === 'GET') && (response === null || response.status === UNAVAILABLE);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

/**
 * Sends a request again after a 429, and after a 503 or a lost connection when repeating it is harmless: a reading, or
 * a POST with an `Idempotency-Key`, on the operations that take one. Waits as long as `Retry-After` says, or twice as
 * long each time.
 */
export function retry(fetchApi: FetchApi, { attempts = 3, maxWaitMs = 10_000 }: RetryOptions = {}): FetchApi {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= attempts;
      const sent = isLast ? request : request.clone();
      const backoffMs = FIRST_WAIT_MS * 2 ** (attempt - 1);
      try {
        const response = await fetchApi(sent);
        const waitMs = Number(response.headers.get('retry-after') ?? Number.NaN) * 1_000 || backoffMs;
        if (isLast || waitMs > maxWaitMs || !mayRepeat(request, response)) return response;
        await response.body?.cancel();
        await wait(waitMs, request.signal);
      } catch (error) {
        if (isLast || request.signal.aborted || !mayRepeat(request, null)) throw error;
        await wait(Math.min(backoffMs, maxWaitMs), request.signal);
      }
    }
  };
}
