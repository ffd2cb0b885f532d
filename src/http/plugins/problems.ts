import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FailurePage } from '../../../web/contract.ts';
import { HttpProblem, toProblem } from '../problems/problem.ts';
import type { Problem } from '../problems/problem-schema.ts';
import { summariseError } from '../problems/summarise-error.ts';
import { ClientGoneError } from './cancellation.ts';
import { CONTENT_SECURITY_POLICY } from './security-headers.ts';

/** Status that proxies log for a client gone; never sent. */
const CLIENT_GONE = 499;

/** Codes logged at `debug` without a cause: under load they come by thousands, and metrics count them. */
const REFUSALS: ReadonlySet<string> = new Set(['overloaded', 'closing', 'index-not-ready']);

function logFailure(error: unknown, code: string, { log }: FastifyRequest): void {
  if (REFUSALS.has(code)) log.debug({ code }, 'problem');
  else log[code === 'internal' ? 'error' : 'warn']({ code, cause: summariseError(error) }, 'problem');
}

/** Paths that always answer JSON, even to a browser. */
const FOR_PROGRAMS = /^\/(?:v1|health|metrics)(?:[/?]|$)/;

/** Returns true for a browser that reads a page or sends a form: programs seldom list HTML in `Accept`. */
function prefersPage(request: FastifyRequest): boolean {
  const { headers, method, url, routeOptions } = request;
  if (FOR_PROGRAMS.test(url) || !(headers.accept ?? '').includes('text/html')) return false;
  return method === 'GET' || method === 'HEAD' || routeOptions.config.hasForm === true;
}

export type SendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Answers any error, as a page in a browser unless `writeFailure` is null; `count` receives its code. */
export function createProblemSender(
  writeFailure: ((problem: Problem, request: FastifyRequest) => FailurePage) | null,
  count: (code: string) => void,
): SendProblem {
  return (error, request, reply) => {
    if (error instanceof ClientGoneError) return reply.code(CLIENT_GONE).send();
    const { problem, headers } = toProblem(error, request);
    count(problem.code);
    if (problem.status >= 500) logFailure(error, problem.code, request);
    reply.code(problem.status).headers({ ...headers, 'cache-control': 'no-store' });
    if (writeFailure === null || !prefersPage(request)) {
      return reply.type('application/problem+json').send(JSON.stringify(problem));
    }
    // No hook runs for a URL that the router cannot read.
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    }
    const { html, isReloaded } = writeFailure(problem, request);
    if (isReloaded) reply.header('refresh', headers['retry-after']);
    return reply.type('text/html; charset=utf-8').send(html);
  };
}

/** Returns the methods of the routes that match the path of a URL, in alphabetical order. */
function allowedMethods({ declaredRoutes }: FastifyInstance, url: string): readonly string[] {
  const given = url.replace(/\?.*/s, '').split('/');
  const matching = declaredRoutes.filter((route) => {
    const wanted = route.url.split('/');
    return (
      wanted.length === given.length &&
      wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
    );
  });
  return [...new Set(matching.map(({ method }) => method))].sort();
}

/** Answers unknown routes in the same format, before any body is read; `showNotFound` is null without pages. */
export function answerProblems(
  app: FastifyInstance,
  sendProblem: SendProblem,
  showNotFound: ((request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) | null,
): void {
  app.setErrorHandler(sendProblem);
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    app.countCall(request, reply);
    const allowed = allowedMethods(app, request.url).join(', ');
    if (allowed !== '') {
      throw new HttpProblem('method-not-allowed', {
        detail: `Cette adresse n’accepte pas la méthode ${request.method}. Méthodes possibles : ${allowed}.`,
        headers: { allow: allowed },
      });
    }
    if (showNotFound === null || !prefersPage(request)) throw new HttpProblem('route-not-found');
  });
  if (showNotFound !== null) app.setNotFoundHandler(showNotFound);
}
