import type { FastifyContextConfig } from 'fastify';
import { ANSWER_HEADERS } from '../plugins/cors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Headers of the route's own successful answers. */
    readonly sends?: readonly ('Location' | 'Last-Modified')[];
  }
}

export type HeaderName = (typeof ANSWER_HEADERS)[number];

const text = (format?: string) => ({ type: 'string', ...(format === undefined ? {} : { format }) });
const count = { type: 'integer', minimum: 0 };

/** Headers of answers, as OpenAPI describes them. */
export const HEADERS = {
  'X-Request-Id': { description: 'Identifiant de la requête, repris d’elle ou créé.', schema: text() },
  'RateLimit-Limit': { description: 'Nombre d’appels permis par fenêtre de temps.', schema: count },
  'RateLimit-Remaining': { description: 'Appels qui restent dans la fenêtre.', schema: count },
  'RateLimit-Reset': { description: 'Secondes avant la fenêtre suivante.', schema: count },
  'Retry-After': { description: 'Secondes à attendre avant d’appeler à nouveau.', schema: count },
  'Cache-Control': { description: 'Combien de temps la réponse peut être gardée.', schema: text() },
  ETag: {
    description:
      'Marque de cette réponse, à renvoyer dans If-None-Match. Absente des réponses faites à une clé.',
    schema: text(),
  },
  'Last-Modified': { description: 'Date du dernier changement (RFC 9110).', schema: text() },
  Location: {
    description: 'Adresse de ce qui vient d’être créé, ou de ce qui reste.',
    schema: text('uri-reference'),
  },
  'WWW-Authenticate': { description: 'La façon de présenter une clé (RFC 6750).', schema: text() },
} satisfies Readonly<Record<HeaderName, object>>;

/** Says whether the answers of a route to the public have an ETag. */
export function isCached({ maxAgeSeconds }: FastifyContextConfig): boolean {
  return maxAgeSeconds !== undefined;
}

/** Headers that an answer of this status carries; not a number: any failure that every route may have. */
export function headersOf(status: number, config: FastifyContextConfig): readonly HeaderName[] {
  const isGood = status < 300;
  /** Others go with every answer. */
  const conditions: Readonly<Partial<Record<HeaderName, boolean>>> = {
    'RateLimit-Limit': config.rateLimit !== false,
    'RateLimit-Remaining': config.rateLimit !== false,
    'RateLimit-Reset': config.rateLimit !== false,
    // 409: the first write with the same key is not answered yet.
    'Retry-After': Number.isNaN(status) || (status === 409 && config.retries === 'answered'),
    ETag: isCached(config) && (status === 200 || status === 304),
    'Last-Modified': isGood && config.sends?.includes('Last-Modified') === true,
    Location: status === 301 || (isGood && config.sends?.includes('Location') === true),
    'WWW-Authenticate': status === 401 || status === 403,
  };
  return ANSWER_HEADERS.filter((name) => conditions[name] ?? true);
}
