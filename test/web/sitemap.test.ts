import { expect, it, onTestFinished } from 'vitest';
import type { Essaimage } from '../../src/application/essaimage.ts';
import { stubApplication } from '../http/stub-application.ts';
import { builtPages } from './website.ts';

const PUBLIC_URL = 'https://essaimage.example';
const CHANGED = '2026-01-12T08:00:00.000Z';

/** Starts the service on a register of ids that a corpus of `total` experiences would have. */
async function start(total: number, publicUrl: string | null = PUBLIC_URL) {
  const listPublicIds: Essaimage['listPublicIds'] = async ({ offset, limit }) => ({
    total,
    items: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => ({
      id: `fiche ${offset + index}`,
      changedAt: CHANGED,
    })),
  });
  const taxonomy = { levers: [], themes: [], hash: '' };
  const web = await builtPages();
  const app = await stubApplication({ listPublicIds, taxonomy }, { publicUrl }, { web });
  onTestFinished(() => app.close());
  return (url: string) => app.inject({ url, headers: { host: 'proxy.example' } });
}

const locationsIn = (xml: string) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);

it('tells robots where the map is, and to leave answers, notes, frames and the API alone', async () => {
  const ask = await start(1);
  const { body, headers } = await ask('/robots.txt');
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const lines = body.split('\n');
  expect(lines[0]).toBe('User-agent: *');
  for (const path of ['/*/*?', '/note', '/cadre', '/v1/']) expect(lines).toContain(`Disallow: ${path}`);
  expect(lines).toContain('Allow: /v1/experiences.csv');
  expect(lines).not.toContain('Disallow: /');
  expect(lines).toContain(`Sitemap: ${PUBLIC_URL}/sitemap.xml`);
});

it('writes addresses of the request where PUBLIC_URL is not given', async () => {
  const ask = await start(1, null);
  expect((await ask('/robots.txt')).body).toContain('\nSitemap: http://proxy.example/sitemap.xml\n');
  expect(locationsIn((await ask('/sitemap.xml')).body)).toContain('http://proxy.example/sitemap-pages.xml');
});

it('dates each experience with its last change, and no other page', async () => {
  const ask = await start(2);
  const { body, headers } = await ask('/sitemap-experiences-1.xml');
  expect(headers['content-type']).toBe('application/xml; charset=utf-8');
  expect(body).toContain(
    `<url><loc>${PUBLIC_URL}/experiences/fiche%200</loc><lastmod>${CHANGED}</lastmod></url>`,
  );
  expect((await ask('/sitemap-pages.xml')).body).not.toContain('lastmod');
});

it('divides a large corpus into parts of less than 50,000 addresses, each experience once', async () => {
  const total = 70_001;
  const ask = await start(total);
  const parts = locationsIn((await ask('/sitemap.xml')).body).filter((part = '') => /experiences/.test(part));
  const pages = await Promise.all(parts.map((part = '') => ask(part.slice(PUBLIC_URL.length))));
  const addresses = pages.map(({ body }) => locationsIn(body));
  for (const listed of addresses) expect(listed.length).toBeLessThan(50_000);
  expect(new Set(addresses.flat()).size).toBe(total);
});

it.each(['0', '2', '01', 'x', '100000'])('has no part %s', async (part) => {
  const ask = await start(1);
  const answer = await ask(`/sitemap-experiences-${part}.xml`);
  expect(answer.json()).toMatchObject({ status: 404, code: 'route-not-found' });
});
