import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../problems/problem.ts';

/** Refuses a malformed percent-encoding, which the query parser would keep as text. */
export function refuseMalformedUrls(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const [, query = ''] = request.url.split(/\?(.*)/s, 2);
    try {
      decodeURIComponent(query);
    } catch {
      throw new HttpProblem('url-invalid');
    }
  });
}
