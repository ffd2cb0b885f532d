import { z } from 'zod';
import { serviceAddress } from '../../input/addresses.ts';
import { admitRequests } from '../../plugins/admission.ts';
import { HttpProblem } from '../../problems/problem.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { pageOf } from '../feed/feed.ts';
import { element, type XmlElement, xmlDocument } from '../xml.ts';

/** Addresses in a part: the protocol allows 50,000 of them in 50 MB. */
const PART_SIZE = 20_000;

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
function entry(kind: 'url' | 'sitemap', loc: string, lastmod?: string): XmlElement {
  const dated = lastmod === undefined ? [] : [element('lastmod', {}, lastmod)];
  return element(kind, {}, [element('loc', {}, loc), ...dated]);
}

function writeSitemap(kind: 'urlset' | 'sitemapindex', entries: readonly XmlElement[]): string {
  return xmlDocument(element(kind, { xmlns: NAMESPACE }, entries));
}

const PART = /^[1-9]\d{0,4}$/;
const partParamsSchema = z.object({ part: z.string() });

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

  app.get('/sitemap.xml', { config, schema }, async (request, reply) => {
    const address = serviceAddress(request, publicUrl);
    const { total } = await essaimage.listPublicIds({ offset: 0, limit: 0 }, request.cancellation);
    const parts = Array.from(
      { length: Math.ceil(total / PART_SIZE) },
      (_, index) => `experiences-${index + 1}`,
    );
    const entries = ['pages', ...parts].map((name) => entry('sitemap', `${address}/sitemap-${name}.xml`));
    return reply.type('application/xml; charset=utf-8').send(writeSitemap('sitemapindex', entries));
  });

  app.get('/sitemap-pages.xml', { config: { ...config, access: 'open' }, schema }, async (request, reply) => {
    const address = serviceAddress(request, publicUrl);
    const paths = [
      ...indexedPaths,
      ...themes.map(({ id }) => `/themes/${encodeURIComponent(id)}`),
      ...levers.map(({ id }) => `/leviers/${encodeURIComponent(id)}`),
    ];
    const entries = paths.map((path) => entry('url', `${address}${path}`));
    return reply.type('application/xml; charset=utf-8').send(writeSitemap('urlset', entries));
  });

  app.get(
    '/sitemap-experiences-:part.xml',
    { config, schema: { ...schema, params: partParamsSchema } },
    async (request, reply) => {
      const { part } = request.params;
      if (!PART.test(part)) throw new HttpProblem('route-not-found');
      const address = serviceAddress(request, publicUrl);
      const offset = (Number(part) - 1) * PART_SIZE;
      const { items } = await essaimage.listPublicIds({ offset, limit: PART_SIZE }, request.cancellation);
      if (items.length === 0) throw new HttpProblem('route-not-found');
      const entries = items.map(({ id, changedAt }) => entry('url', pageOf(id, address), changedAt));
      return reply.type('application/xml; charset=utf-8').send(writeSitemap('urlset', entries));
    },
  );
};
