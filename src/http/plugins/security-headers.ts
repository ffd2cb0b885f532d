import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether any site may show the route in a frame: safe where no click changes anything. */
    readonly isFramable?: boolean;
  }
}

/**
 * Policy of answers, those sent before any hook runs included. It allows this origin only; `upgrade-insecure-requests`
 * is left out because it breaks the pages over plain HTTP.
 */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self';base-uri 'self';form-action 'self';frame-ancestors 'none';img-src 'self' data:;object-src 'none';script-src-attr 'none';style-src 'self'";

const FRAMABLE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", 'frame-ancestors *'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'cross-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  // Subdomains are the business of the proxy that terminates TLS.
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};
const HEADERS = {
  ...FRAMABLE_HEADERS,
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-frame-options': 'DENY',
};

export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.routeOptions.config.isFramable === true ? FRAMABLE_HEADERS : HEADERS);
    done();
  });
}
