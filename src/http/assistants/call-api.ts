import type { FastifyInstance } from 'fastify';
import { injectFollowing } from '../problems/inject-following.ts';
import { type Problem, problemSchema } from '../problems/problem-schema.ts';

export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * Calls the API for one client, and follows the former address of an experience.
 * @throws ApiFailure for any other answer than 200
 */
export type CallApi = (request: ApiRequest) => Promise<unknown>;

/** Refusal of the API. */
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

/** Client on whose behalf the API is called: its limits and its deadline apply. */
export interface ApiClient {
  readonly remoteAddress: string;
  readonly requestId: string;
  readonly signal: AbortSignal;
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
 * goes through the limits, the admission and the checks of any request.
 */
export function createApiCaller(
  app: Pick<FastifyInstance, 'inject'>,
  { remoteAddress, requestId, signal }: ApiClient,
): CallApi {
  return async ({ method, path, query = {}, body }) => {
    const { statusCode, payload, headers } = await injectFollowing(app, {
      method,
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
