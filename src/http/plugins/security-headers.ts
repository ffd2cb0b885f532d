import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether any site may show the route in a frame: safe where no click changes anything. */
    readonly isFramable?: boolean;
  }
}

const DIRECTIVES = {
  defaultSrc: ["'self'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  scriptSrcAttr: ["'none'"],
  styleSrc: ["'self'"],
};

/**
 * Returns helmet's headers, the same for any request: building them for each would be a good part of the cost
 * of a refusal.
 */
function headersOf({ isFramable }: { readonly isFramable: boolean }): Readonly<Record<string, string>> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const write = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: isFramable ? { ...DIRECTIVES, frameAncestors: ['*'] } : DIRECTIVES,
    },
    xFrameOptions: isFramable ? false : { action: 'deny' },
    // Subdomains are the business of the proxy that terminates TLS.
    strictTransportSecurity: { includeSubDomains: false },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  write(request, response, (error) => {
    if (error !== undefined) throw error;
  });
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}

const HEADERS = headersOf({ isFramable: false });
const FRAMABLE_HEADERS = headersOf({ isFramable: true });

/** Policy of answers sent before any hook runs. */
export const CONTENT_SECURITY_POLICY = HEADERS['content-security-policy'];

/**
 * Sets helmet's headers. The policy allows this origin only, which is enough for Swagger UI;
 * `upgrade-insecure-requests` is left out because it breaks the pages over plain HTTP.
 */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.routeOptions.config.isFramable === true ? FRAMABLE_HEADERS : HEADERS);
    done();
  });
}
