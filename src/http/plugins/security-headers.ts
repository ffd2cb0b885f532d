import type { FastifyContextConfig, FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether any site may show the route in a frame: safe where no click changes anything. */
    readonly isFramable?: boolean;
    /** Whether its pages hold forms that the service receives. */
    readonly hasForm?: boolean;
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

/** Browsers name the origin of a form only where they may name the page that holds it. */
const FORM_HEADERS = { ...HEADERS, 'referrer-policy': 'same-origin' };

function headersFor({ isFramable = false, hasForm = false }: FastifyContextConfig) {
  if (isFramable) return FRAMABLE_HEADERS;
  return hasForm ? FORM_HEADERS : HEADERS;
}

export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersFor(request.routeOptions.config));
    done();
  });
}
