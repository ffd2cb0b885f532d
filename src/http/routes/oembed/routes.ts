import { z } from 'zod';
import { escapeHtml } from '../../../domain/text/escape-html.ts';
import { serviceAddress } from '../../input/addresses.ts';
import { integerInQuery } from '../../input/request-values.ts';
import { admitRequests } from '../../plugins/admission.ts';
import { allowOrigins } from '../../plugins/cors.ts';
import { HttpProblem } from '../../problems/problem.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { type Embeddable, findEmbeddable } from './find-embeddable.ts';

/** Limits that the consumer sets, in CSS pixels. */
interface Limits {
  readonly maxwidth?: number | undefined;
  readonly maxheight?: number | undefined;
}

const WIDTH = 640;
/** No longer than for the sitemap: the card of an erased experience must leave. */
const CACHE_SECONDS = 300;

/**
 * Writes the frame, after a hidden quotation that WordPress alone shows: it drops the attribute, and falls back on the
 * link until the frame has sent its height. It also drops the style, and needs the tag to end in `></iframe>`.
 */
function htmlOf(frame: Readonly<Record<string, string>>, page: string, title: string): string {
  const attributes = Object.entries(frame).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const link = `<a href="${escapeHtml(page)}" target="_blank" rel="noopener">${escapeHtml(title)}</a>`;
  return `<blockquote hidden>${link}</blockquote><iframe${attributes.join('')}></iframe>`;
}

/**
 * Writes an answer of type `rich` (oembed.com, 2.3.4.4).
 * @param page address of the page, which the link leads to
 * @param address public origin of the service
 */
function presentOembed(
  { title, framePath, height }: Embeddable,
  page: string,
  address: string,
  { maxwidth = WIDTH, maxheight = height }: Limits,
) {
  const size = { width: Math.min(WIDTH, maxwidth), height: Math.min(height, maxheight) };
  const frame = {
    src: `${address}${framePath}`,
    title,
    width: String(size.width),
    height: String(size.height),
    frameborder: '0',
    style: 'max-width: 100%',
  };
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Essaimage',
    provider_url: address,
    cache_age: CACHE_SECONDS,
    ...size,
    html: htmlOf(frame, page, title),
  };
}

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
  app.get('', { config, schema: { hide: true, querystring: querySchema } }, async (request) => {
    const { url, format, ...limits } = request.query;
    if (format !== 'json') throw new HttpProblem('format-unsupported');
    const address = serviceAddress(request, publicUrl);
    const asked = new URL(url);
    // Not the protocol: without PUBLIC_URL, a service behind a proxy does not know its own.
    const isOurs = asked.host === new URL(address).host;
    const found = isOurs ? await findEmbeddable(asked, essaimage, request.cancellation) : null;
    if (found === null) throw new HttpProblem('route-not-found', { detail: NOT_EMBEDDABLE });
    const page = `${address}${asked.pathname}${asked.search}`;
    return presentOembed(found, page, address, limits);
  });
};

/** Under a prefix: cross-origin requests are answered for all the addresses under it. */
export const rootRoutes: ApiRoutes = async (app, context) => {
  if (context.indexedPaths !== null) await app.register(oembedRoutes, { ...context, prefix: '/oembed' });
};
