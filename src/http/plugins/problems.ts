import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { allowedMethods, type RouteTable } from '../allowed-methods.ts';
import { HttpProblem, toProblem } from '../problem.ts';
import { summariseError } from '../summarise-error.ts';

/** Whoever waits for the index asks often, and nothing is wrong. */
function levelOf(code: string): 'error' | 'warn' | 'debug' {
  if (code === 'internal') return 'error';
  return code === 'index-not-ready' ? 'debug' : 'warn';
}

/** Answers an error, whatever it is, as `application/problem+json`. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { id, url, method, body, query } = request;
  const { problem, headers } = toProblem(error, { id, url, method, body, query });
  if (problem.status >= 500) {
    request.log[levelOf(problem.code)]({ code: problem.code, cause: summariseError(error) }, 'problem');
  }
  return reply
    .code(problem.status)
    .headers({ ...headers, 'cache-control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** Shows a person, in a browser, that an address leads nowhere. */
type ShowNotFound = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** A browser names HTML among what it accepts; a program seldom does. */
function prefersPage({ headers, url }: FastifyRequest): boolean {
  return !url.startsWith('/v1/') && (headers.accept ?? '').includes('text/html');
}

/** Errors of every route, unknown routes and refused methods: all in the same format. */
export const problemsPlugin = fp<{ readonly showNotFound: ShowNotFound | null }>(
  async (app, { showNotFound }) => {
    const routes: RouteTable = new Map();
    app.addHook('onRoute', ({ url, method }) => {
      const methods = routes.get(url) ?? new Set();
      for (const each of [method].flat()) methods.add(each);
      routes.set(url, methods);
    });

    app.setErrorHandler(sendProblem);

    app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) => {
      const allowed = allowedMethods(routes, request.url);
      if (allowed.length === 0) {
        if (showNotFound !== null && isRead(request) && prefersPage(request))
          return showNotFound(request, reply);
        throw new HttpProblem('route-not-found');
      }
      throw new HttpProblem('method-not-allowed', {
        detail: `Cette adresse n’accepte pas la méthode ${request.method}. Méthodes possibles : ${allowed.join(', ')}.`,
        headers: { allow: allowed.join(', ') },
      });
    });
  },
  { name: 'problems', fastify: '5.x', dependencies: ['rate-limit'] },
);
