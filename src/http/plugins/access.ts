import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Essaimage } from '../../application/essaimage.ts';
import type { KeyHolder, Scope } from '../../domain/access/api-key.ts';
import { HttpProblem } from '../problems/problem.ts';
import { createSessionCheck } from './editor-session.ts';

/**
 * Access to a route. `open`: no experience is shown and no key is read. `read`: anyone; a key may show more.
 * `scope:…`: only keys with each of these scopes. `session`: a page for signed-in editors; no key is read.
 */
export type RouteAccess = 'open' | 'read' | 'session' | `scope:${Scope}` | 'scope:import+read:members';

export interface DeclaredRoute {
  readonly method: string;
  /** Route pattern: `/v1/levers/:id`. */
  readonly url: string;
  readonly access: RouteAccess;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Access to the route; the service does not start when a route lacks it. */
    readonly access?: RouteAccess;
  }
  interface FastifyInstance {
    /** Every route of the service, once it is ready. */
    readonly declaredRoutes: readonly DeclaredRoute[];
    /**
     * Editor for whom a page calls the API in this process: set around the call, it stands for a key. A request of
     * the network comes without any.
     */
    readonly callingEditor: AsyncLocalStorage<KeyHolder>;
  }
}

/** Returns the token after `Bearer`, in any case (RFC 9110); empty, hence invalid, for another scheme. */
function tokenOf(authorization: string): string {
  return /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
}

/** Returns the scopes that a key must have, all of them; none for `open` and `read`. */
export function scopesOf(access: RouteAccess): readonly string[] {
  return access.startsWith('scope:') ? access.slice('scope:'.length).split('+') : [];
}

function demandScope({ keyHolder, routeOptions }: FastifyRequest): void {
  const { access } = routeOptions.config;
  if (access === undefined || !access.startsWith('scope:')) return;
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

/** Adds `Authorization` to the `Vary` header that other plugins have set. */
function varyingWith(already: string | number | string[] | undefined): string {
  return [...[already ?? []].flat(), 'Authorization'].join(', ');
}

function declare({ method, url, config }: RouteOptions): readonly DeclaredRoute[] {
  const access = config?.access;
  if (access === undefined) throw new Error(`the route ${method} ${url} does not declare its access`);
  // The router reads `::` as a colon.
  return [method].flat().map((each) => ({ method: each, url: url.replaceAll('::', ':'), access }));
}

/**
 * Authenticates requests before their bodies are read. An invalid key is an error, never a public reader: its
 * holder would miss experiences unknowingly. Comes after the rate limit by address, which slows key guessing.
 */
export function guardRoutes(
  app: FastifyInstance,
  authenticate: Essaimage['authenticateKey'],
  sessions: Pick<Essaimage['sessions'], 'find'>,
): void {
  const callingEditor = new AsyncLocalStorage<KeyHolder>();
  const demandSession = createSessionCheck(sessions);
  app.decorate('callingEditor', callingEditor);
  app.decorateRequest('keyHolder', null).decorateRequest('editor', null);

  async function holderOf({ headers }: FastifyRequest): Promise<KeyHolder | null> {
    const { authorization } = headers;
    return authorization === undefined
      ? (callingEditor.getStore() ?? null)
      : await authenticate(tokenOf(authorization));
  }

  async function checkAccess(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { access } = request.routeOptions.config;
    if (access === 'open') return;
    if (access === 'session') return await demandSession(request, reply);
    // A cached answer must not serve a reader with other rights.
    reply.header('vary', varyingWith(reply.getHeader('vary')));
    request.keyHolder = await holderOf(request);
    app.countAgainstKey(request, reply);
    demandScope(request);
  }

  const registered: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    route.onRequest = [...[route.onRequest ?? []].flat(), checkAccess];
    registered.push(route);
  });
  const declaredRoutes: DeclaredRoute[] = [];
  app.decorate('declaredRoutes', declaredRoutes);
  // Not in `onRoute`: the access of a library's routes is set by a later hook.
  app.addHook('onReady', async () => {
    declaredRoutes.push(...registered.flatMap(declare));
  });
}

/** Gives the access `open` to the routes that a library registers next in this scope. */
export function openRoutesOfLibrary(scope: FastifyInstance): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: 'open' };
  });
}
