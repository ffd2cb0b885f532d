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

/**
 * Refuses bytes that are not UTF-8: the built-in parser would silently replace the accents. A DELETE without a body may
 * announce one: many clients do it for every request.
 */
export function acceptJsonOnly(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true });

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.method === 'DELETE' && body.length === 0) {
      done(null, undefined);
      return;
    }
    let text: string;
    try {
      text = utf8.decode(Buffer.from(body));
    } catch {
      done(new HttpProblem('json-invalid', { detail: 'Le corps de la requête n’est pas en UTF-8.' }));
      return;
    }
    parseJson(request, text, done);
  });
}
