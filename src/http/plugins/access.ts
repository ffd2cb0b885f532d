import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import type { AuthenticateKey } from '../../application/access/authenticate-key.ts';
import type { Scope } from '../../domain/access/api-key.ts';
import { HttpProblem } from '../problems/problem.ts';

/**
 * `open`: says nothing of experiences, and reads no key. `read`: anyone, a key widening what is seen.
 * `scope:…`: whoever has a key with this scope, or with these ones: an import writes over what is for
 * members, and its report speaks of it.
 */
export type RouteAccess = 'open' | 'read' | `scope:${Scope}` | 'scope:import+read:members';

export interface DeclaredRoute {
  readonly method: string;
  /** Pattern: `/v1/levers/:id`. */
  readonly url: string;
  readonly access: RouteAccess;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route; the service does not start with a route that does not say it. */
    readonly access?: RouteAccess;
  }
  interface FastifyInstance {
    /** Every route of the service, once it is ready. */
    readonly declaredRoutes: readonly DeclaredRoute[];
  }
}

/** `Bearer` is read in any case (RFC 9110); whatever else is given is not a key. */
function tokenOf(authorization: string): string {
  return /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
}

/** The scopes that a route asks for, all of them; none for whom it is open to. */
export function scopesOf(access: RouteAccess): readonly string[] {
  return access === 'open' || access === 'read' ? [] : access.slice('scope:'.length).split('+');
}

function demandScope({ keyHolder, routeOptions }: FastifyRequest): void {
  const { access } = routeOptions.config;
  if (access === undefined || access === 'open' || access === 'read') return;
  if (keyHolder === null) throw new HttpProblem('key-required');
  const wanted = scopesOf(access).find((scope) => !keyHolder.scopes.some((held) => held === scope));
  if (wanted === undefined) return;
  throw new HttpProblem('scope-missing', {
    detail: `La clé est valable mais ne porte pas le droit « ${wanted} ». Demandez une clé qui le porte à qui administre le service.`,
    headers: {
      'www-authenticate': `Bearer realm="essaimage", error="insufficient_scope", scope="${wanted}"`,
    },
  });
}

/** Adds to what another plugin has said. */
function varyingWith(already: string | number | string[] | undefined): string {
  return [...[already ?? []].flat(), 'Authorization'].join(', ');
}

function declare({ method, url, config }: RouteOptions): readonly DeclaredRoute[] {
  const access = config?.access;
  if (access === undefined) throw new Error(`the route ${method} ${url} does not declare its access`);
  return [method].flat().map((each) => ({ method: each, url, access }));
}

/**
 * Finds out who asks, before anything of the request is read but its headers. A key that is given and
 * is not valid is an error, never a public reader: its holder would take what is missing for nothing.
 * Registered after the rate limit by address, so that keys cannot be tried faster than that.
 */
export const accessPlugin = fp<{ readonly authenticate: AuthenticateKey }>(
  async (app, { authenticate }) => {
    app.decorateRequest('keyHolder', null);

    async function checkAccess(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const { authorization } = request.headers;
      if (request.routeOptions.config.access === 'open') return;
      // What is stored for one reader must not serve another.
      reply.header('vary', varyingWith(reply.getHeader('vary')));
      if (authorization !== undefined) {
        request.keyHolder = await authenticate(tokenOf(authorization));
        await app.countAgainstKey(request, reply);
      }
      demandScope(request);
    }

    const registered: RouteOptions[] = [];
    app.addHook('onRoute', (route) => {
      route.onRequest = [...[route.onRequest ?? []].flat(), checkAccess];
      registered.push(route);
    });
    const declaredRoutes: DeclaredRoute[] = [];
    app.decorate('declaredRoutes', declaredRoutes);
    // Then only: what registers the routes of a library declares them after it.
    app.addHook('onReady', async () => {
      declaredRoutes.push(...registered.flatMap(declare));
    });
  },
  { name: 'access', fastify: '5.x', dependencies: ['rate-limit'] },
);
