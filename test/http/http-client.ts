import { Agent } from 'node:http';
import type { FastifyInstance } from 'fastify';
import supertest from 'supertest';
import { PROBLEMS } from '../../src/http/problems/problem-catalogue.ts';

/** Retry-After that tells `overloaded` from other 503s, even in an answer without a body. */
const OVERLOADED_DELAY = String(PROBLEMS.overloaded.retryAfterSeconds);

/** Some seconds: a retry takes less than a millisecond. */
const MOST_RETRIES = 10_000;

const isOverloaded = (_error: unknown, response?: supertest.Response) =>
  response?.status === 503 && response.headers['retry-after'] === OVERLOADED_DELAY;

/** Functions of a client, by the method of a request that is data. */
export const VERBS = { GET: 'get', HEAD: 'head', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const;

/**
 * Returns a client of the real server, which listens while a request runs. The client asks again while the answer is
 * `overloaded`, unless `retry(0)`: on a busy machine the event loop may be late, which these tests do not check. Bytes
 * are sent as they are, even as JSON; recorded examples show the host.
 * @param address loopback address it comes from: limits are counted by address
 */
export function clientOf({ server }: Pick<FastifyInstance, 'server'>, address = '127.0.0.1') {
  return supertest
    .agent(server)
    .set({ host: 'localhost:80', 'accept-encoding': 'identity' })
    .serialize((body: unknown) => (Buffer.isBuffer(body) ? body : JSON.stringify(body)))
    .use((request: supertest.Test) => request.agent(new Agent({ localAddress: address })))
    .retry(MOST_RETRIES, isOverloaded);
}
