import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { HttpProblem, toProblem } from '../problems/problem.ts';
import type { Problem } from '../problems/problem-schema.ts';
import { summariseError } from '../problems/summarise-error.ts';
import { allowedMethods, type RouteTable } from './allowed-methods.ts';
import { ClientGoneError } from './cancellation.ts';
import { CONTENT_SECURITY_POLICY } from './security-headers.ts';

/** As proxies log it; it never leaves the service. */
const CLIENT_GONE = 499;

/** Nothing is wrong: the code says all, and the metrics count it. They come by thousands. */
const REFUSALS: ReadonlySet<string> = new Set(['overloaded', 'closing', 'index-not-ready']);

/** Says in the log what went wrong. */
function logFailure(error: unknown, code: string, { log }: FastifyRequest): void {
  if (REFUSALS.has(code)) log.debug({ code }, 'problem');
  else log[code === 'internal' ? 'error' : 'warn']({ code, cause: summariseError(error) }, 'problem');
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Read by programs only, whatever they accept. */
const FOR_PROGRAMS = /^\/(?:v1|health|metrics)(?:[/?]|$)/;

/** A browser names HTML among what it accepts; a program seldom does. */
function prefersPage({ headers, url }: FastifyRequest): boolean {
  return !FOR_PROGRAMS.test(url) && (headers.accept ?? '').includes('text/html');
}

/** Writes, for a person, the document that says a problem. */
type WriteFailure = (problem: Problem, request: FastifyRequest) => string;

export type SendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/**
 * What answers an error, whatever it is: as `application/problem+json`, or as a page to whoever reads
 * in a browser.
 * @param writeFailure null where no page is served
 * @param count told the code of each problem
 */
export function createProblemSender(
  writeFailure: WriteFailure | null,
  count: (code: string) => void,
): SendProblem {
  return (error, request, reply) => {
    // Nobody reads it.
    if (error instanceof ClientGoneError) return reply.code(CLIENT_GONE).send();
    const { id, url, method, body, query } = request;
    const { problem, headers } = toProblem(error, { id, url, method, body, query });
    count(problem.code);
    if (problem.status >= 500) logFailure(error, problem.code, request);
    reply.code(problem.status).headers({ ...headers, 'cache-control': 'no-store' });
    if (writeFailure === null || !isRead(request) || !prefersPage(request)) {
      return reply.type('application/problem+json').send(JSON.stringify(problem));
    }
    // Missing where the address could not be read: no hook ran.
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    }
    return reply.type('text/html; charset=utf-8').send(writeFailure(problem, request));
  };
}

/** Shows a person, in a browser, that an address leads nowhere. */
type ShowNotFound = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

interface ProblemsOptions {
  readonly sendProblem: SendProblem;
  /** Null where no page is served. */
  readonly showNotFound: ShowNotFound | null;
}

/** Errors of every route, unknown routes and refused methods: all in the same format. */
export const problemsPlugin = fp<ProblemsOptions>(
  async (app, { sendProblem, showNotFound }) => {
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
