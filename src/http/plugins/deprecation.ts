import type { FastifyInstance } from 'fastify';

/** Announced end of an operation. */
export interface Deprecated {
  readonly since: Date;
  /** Moment after which the operation may stop; at least six months after `since`. */
  readonly sunset: Date;
  /** Address of what replaces it. */
  readonly successor?: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Left out, the operation stays for the whole life of its version. */
    readonly deprecated?: Deprecated;
  }
}

/** Announces the end of deprecated operations: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and `Link`. */
export function announceDeprecations(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ routeOptions }, reply) => {
    const { deprecated } = routeOptions.config;
    if (deprecated === undefined) return;
    const { since, sunset, successor } = deprecated;
    reply.headers({
      deprecation: `@${Math.floor(since.getTime() / 1_000)}`,
      sunset: sunset.toUTCString(),
      ...(successor === undefined ? {} : { link: `<${successor}>; rel="successor-version"` }),
    });
  });
}
