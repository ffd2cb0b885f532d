import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Operator } from '../../../web/contract.ts';
import type { Essaimage } from '../../application/essaimage.ts';

/** Parts and settings that all routes are given. */
export interface RouteContext {
  readonly essaimage: Essaimage;
  readonly operator: Operator;
  /** Origins whose pages may read the API; `['*']` for any. */
  readonly corsOrigins: readonly string[];
  /** Requests per minute for one address, and for one key. */
  readonly rateLimitPerMinute: number;
  /** Public origin of the service; null to read it from each request. */
  readonly publicUrl: string | null;
  /** Paths of the pages for search engines; null when only the API is served. */
  readonly indexedPaths: readonly string[] | null;
}

/** Access of editors, who see members' experiences too; and how a description ends that says so. */
export const EDITORS = 'scope:import+read:members';
export const FOR_EDITORS = ' Demande une clé qui porte « import » et « read:members ».';

/**
 * Routes of a file `<resource>/…routes.ts`, which is found by its name: exported as `routes` they are served under
 * `/v1`, as `rootRoutes` under `/`.
 */
export type ApiRoutes = FastifyPluginAsyncZod<RouteContext>;
