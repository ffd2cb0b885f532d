import { serviceAddress } from '../../input/addresses.ts';
import { admitRequests } from '../../plugins/admission.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { pageOf } from '../feed/feed.ts';
import { element, type XmlElement, xmlDocument } from '../xml.ts';

/** Addresses that the protocol allows in one file. */
const MOST_ADDRESSES = 50_000;

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/**
 * Pages made of parameters, and addresses for other sites or for programs. Answers are not among them: they say
 * `noindex` themselves, and robots draw the preview of a shared one.
 */
const NOT_FOR_ROBOTS = [
  '/*/*?',
  '/experiences?',
  '/integration?',
  '/suivre?',
  '/cadre',
  '/comparer',
  '/note',
  '/resultats.csv',
  '/experiences.csv',
  '/v1/',
  '/health/',
  '/metrics',
];

/** Files for portals, whose robots follow the longest rule. */
const FOR_ROBOTS = ['/v1/experiences.ndjson', '/v1/experiences.csv'];

/** No longer than for any answer: an address of an erased experience may name someone. */
const config = { access: 'read', maxAgeSeconds: 300 } as const;
const schema = { hide: true } as const;

/** @param lastmod left out where nothing tells when the page changed */
function entry(loc: string, lastmod?: string): XmlElement {
  const dated = lastmod === undefined ? [] : [element('lastmod', {}, lastmod)];
  return element('url', {}, [element('loc', {}, loc), ...dated]);
}

/** Tells robots which pages there are, public experiences alone, and which not to ask for. */
export const rootRoutes: ApiRoutes = async (app, { essaimage, publicUrl, indexedPaths }) => {
  if (indexedPaths === null) return;
  const { themes, levers } = essaimage.taxonomy;
  admitRequests(app, essaimage.readLoad);

  app.get('/robots.txt', { config: { ...config, access: 'open' }, schema }, async (request, reply) => {
    const lines = [
      'User-agent: *',
      ...NOT_FOR_ROBOTS.map((path) => `Disallow: ${path}`),
      ...FOR_ROBOTS.map((path) => `Allow: ${path}`),
    ];
    const where = `Sitemap: ${serviceAddress(request, publicUrl)}/sitemap.xml`;
    return reply.type('text/plain; charset=utf-8').send([...lines, '', where, ''].join('\n'));
  });

  const paths = [
    ...indexedPaths,
    ...themes.map(({ id }) => `/themes/${encodeURIComponent(id)}`),
    ...levers.map(({ id }) => `/leviers/${encodeURIComponent(id)}`),
  ];
  app.get('/sitemap.xml', { config, schema }, async (request, reply) => {
    const address = serviceAddress(request, publicUrl);
    const experiences = await essaimage.listPublicIds(MOST_ADDRESSES - paths.length, request.cancellation);
    const entries = [
      ...paths.map((path) => entry(`${address}${path}`)),
      ...experiences.map(({ id, changedAt }) => entry(pageOf(id, address), changedAt)),
    ];
    const sitemap = xmlDocument(element('urlset', { xmlns: NAMESPACE }, entries));
    return reply.type('application/xml; charset=utf-8').send(sitemap);
  });
};
