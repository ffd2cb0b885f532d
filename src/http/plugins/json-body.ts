import fp from 'fastify-plugin';
import { HttpProblem } from '../problems/problem.ts';

/**
 * Accepts JSON bodies only. Refuses bytes that are not UTF-8: the built-in parser would silently replace the
 * accents of another encoding.
 */
export const jsonBodyPlugin = fp(
  async (app) => {
    const parseJson = app.getDefaultJsonParser('error', 'error');
    const utf8 = new TextDecoder('utf-8', { fatal: true });

    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
      let text: string;
      try {
        text = utf8.decode(Buffer.from(body));
      } catch {
        done(new HttpProblem('json-invalid', { detail: 'Le corps de la requête n’est pas en UTF-8.' }));
        return;
      }
      parseJson(request, text, done);
    });
  },
  { name: 'json-body', fastify: '5.x' },
);
