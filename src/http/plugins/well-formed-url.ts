import fp from 'fastify-plugin';
import { HttpProblem } from '../problems/problem.ts';

/** Refuses a malformed percent-encoding, which the query parser would keep as text. */
export const wellFormedUrlPlugin = fp(
  async (app) => {
    app.addHook('onRequest', async (request) => {
      const [, query = ''] = request.url.split(/\?(.*)/s, 2);
      if (!query.includes('%')) return;
      try {
        decodeURIComponent(query);
      } catch (cause) {
        if (cause instanceof URIError) throw new HttpProblem('url-invalid');
        throw cause;
      }
    });
  },
  { name: 'well-formed-url', fastify: '5.x' },
);
