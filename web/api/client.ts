import createClient, { type Client } from 'openapi-fetch';
import type { Problem } from './answers.ts';
import type { paths } from './schema.ts';

export type Api = Client<paths>;

/** What stands between the page and the service: `fetch` in a browser, a direct call on the server. */
export type FetchApi = (request: Request) => Promise<Response>;

/** Why there is no answer: the service said so, or could not be reached, or was too slow. */
export type Failure =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'unreadable'; readonly status: number };

export type Outcome<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly failure: Failure };

/** @param origin of the service: `https://essaimage.example` */
export function createApi(origin: string, fetchApi: FetchApi): Api {
  return createClient<paths>({ baseUrl: origin, fetch: fetchApi });
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'detail' in error;
}

function failureOf(cause: unknown): Failure {
  const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
  return isTimeout ? { kind: 'too-slow' } : { kind: 'unreachable' };
}

/**
 * Waits for an answer of the API. Never throws, unless the call was aborted by whoever made it
 * (`AbortError`): then there is nobody left to answer.
 */
export async function outcomeOf<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Outcome<T>> {
  try {
    const { data, error, response } = await call;
    if (response.ok && data !== undefined) return { ok: true, data };
    if (isProblem(error)) return { ok: false, failure: { kind: 'problem', problem: error } };
    return { ok: false, failure: { kind: 'unreadable', status: response.status } };
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    return { ok: false, failure: failureOf(cause) };
  }
}
