import helmet from '@fastify/helmet';
import fp from 'fastify-plugin';

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

/** The policy as a header, for what is answered before helmet could write it. */
export const CONTENT_SECURITY_POLICY = Object.entries(DIRECTIVES)
  .map(([name, sources]) => [name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`), ...sources])
  .map((words) => words.join(' '))
  .join(';');

/** For the routes that any site may show in a frame: they hold nothing that a click could change. */
export const FRAMABLE = {
  contentSecurityPolicy: { useDefaults: false, directives: { ...DIRECTIVES, frameAncestors: ['*'] } },
  xFrameOptions: false,
} as const;

/**
 * Helmet's headers. The policy allows what this origin serves and nothing else, which is enough for
 * the pages of the documentation; `upgrade-insecure-requests` is left out because it would break
 * them where the service is reached over plain HTTP.
 */
export const securityHeadersPlugin = fp(
  async (app) => {
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: DIRECTIVES,
      },
      xFrameOptions: { action: 'deny' },
      // Whoever terminates TLS answers for the other names of the domain.
      strictTransportSecurity: { includeSubDomains: false },
      crossOriginResourcePolicy: { policy: 'cross-origin' },
    });
  },
  { name: 'security-headers', fastify: '5.x' },
);
