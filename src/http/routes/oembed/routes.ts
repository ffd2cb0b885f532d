import { z } from 'zod';
import { integerInQuery } from '../../input/query-values.ts';
import { serviceAddress } from '../../input/service-address.ts';
import { admitRequests } from '../../plugins/admission.ts';
import { allowOrigins } from '../../plugins/cors.ts';
import { HttpProblem } from '../../problems/problem.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { findEmbeddable } from './find-embeddable.ts';
import { presentOembed, toXml } from './present-oembed.ts';

const MAX_PIXELS = 100_000;

/** Open, unlike other queries: consumers add parameters of their own, such as `dnt` of WordPress. */
const querySchema = z.object({
  url: z.string().refine((text) => URL.canParse(text) && /^https?:/i.test(text), {
    error: 'L’adresse entière d’une page du service est attendue, avec « https:// ».',
    params: { code: 'not-allowed' },
  }),
  format: z.string().default('json'),
  maxwidth: integerInQuery(1, MAX_PIXELS).optional(),
  maxheight: integerInQuery(1, MAX_PIXELS).optional(),
});

const NOT_EMBEDDABLE =
  'Cette adresse ne se montre pas sur un autre site : donnez celle d’une réponse, d’une expérience, d’un thème ou d’un levier de ce service.';

/** Answers consumers of oEmbed. Its contract is on oembed.com, hence not in the OpenAPI document. */
const oembedRoutes: ApiRoutes = async (app, { essaimage, corsOrigins, publicUrl }) => {
  await allowOrigins(app, corsOrigins);
  admitRequests(app, essaimage.readLoad);
  const config = { access: 'read', maxAgeSeconds: 60 } as const;
  app.get('', { config, schema: { hide: true, querystring: querySchema } }, async (request, reply) => {
    const { url, format, ...limits } = request.query;
    if (format !== 'json' && format !== 'xml') throw new HttpProblem('format-unsupported');
    const address = serviceAddress(request, publicUrl);
    const asked = new URL(url);
    // Not the protocol: without PUBLIC_URL, a service behind a proxy does not know its own.
    const isOurs = asked.host === new URL(address).host;
    const found = isOurs ? await findEmbeddable(asked, essaimage, request.cancellation) : null;
    if (found === null) throw new HttpProblem('route-not-found', { detail: NOT_EMBEDDABLE });
    const page = `${address}${asked.pathname}${asked.search}`;
    const answer = presentOembed(found, page, address, limits);
    return format === 'json'
      ? reply.type('application/json; charset=utf-8').send(answer)
      : reply.type('text/xml; charset=utf-8').send(toXml(answer));
  });
};

/** Under a prefix: cross-origin requests are answered for all the addresses under it. */
export const rootRoutes: ApiRoutes = async (app, context) => {
  if (context.indexedPaths !== null) await app.register(oembedRoutes, { ...context, prefix: '/oembed' });
};
