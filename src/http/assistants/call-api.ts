import type { FastifyInstance } from 'fastify';
import { injectFollowing } from '../problems/inject-following.ts';
import { type Problem, problemSchema } from '../problems/problem-schema.ts';

/**
 * Calls the API for one client, by POST with a body and by GET without, and follows the former address of an
 * experience.
 * @throws ApiFailure for any other answer than 200
 */
export type CallApi = (
  path: string,
  given?: { readonly query?: Readonly<Record<string, unknown>>; readonly body?: unknown },
) => Promise<unknown>;

export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly problem: Problem;
  /** Seconds to wait before another try; null without advice. */
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, retryAfterSeconds: number | null) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Writes a query; null counts as left out. */
function queryOf(values: Readonly<Record<string, unknown>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) given.append(name, String(value));
  }
  return given.toString();
}

/**
 * Returns a caller of the API of this process. It sends no key, so that an assistant reads public answers only, and
 * goes through the limits, the admission and the checks of any request of its client.
 */
export function createApiCaller(
  app: Pick<FastifyInstance, 'inject'>,
  client: { readonly remoteAddress: string; readonly requestId: string; readonly signal: AbortSignal },
): CallApi {
  const { remoteAddress, requestId, signal } = client;
  return async (path, { query = {}, body } = {}) => {
    const { statusCode, payload, headers } = await injectFollowing(app, {
      method: body === undefined ? 'GET' : 'POST',
      url: `${path}?${queryOf(query)}`,
      remoteAddress,
      signal,
      headers: { 'x-request-id': requestId, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const answer: unknown = JSON.parse(payload);
    if (statusCode === 200) return answer;
    const delay = headers['retry-after'];
    throw new ApiFailure(problemSchema.parse(answer), delay === undefined ? null : Number(delay));
  };
}
