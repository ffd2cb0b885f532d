import { expect, it, onTestFinished } from 'vitest';
import type { Essaimage } from '../../src/application/essaimage.ts';
import { stubApplication } from '../http/stub-application.ts';
import { builtPages } from './website.ts';

const PUBLIC_URL = 'https://essaimage.example';
const CHANGED = '2026-01-12T08:00:00.000Z';

/** Starts the service on a register of ids that a corpus of `total` experiences would have. */
async function start(total: number, publicUrl: string | null = PUBLIC_URL) {
  const listPublicIds: Essaimage['listPublicIds'] = async (limit) =>
    Array.from({ length: Math.min(limit, total) }, (_, index) => ({
      id: `fiche ${index}`,
      changedAt: CHANGED,
    }));
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
  expect(locationsIn((await ask('/sitemap.xml')).body)).toContain('http://proxy.example/experiences');
});

it('dates each experience with its last change, and no other page', async () => {
  const ask = await start(2);
  const { body, headers } = await ask('/sitemap.xml');
  expect(headers['content-type']).toBe('application/xml; charset=utf-8');
  expect(body).toContain(
    `<url><loc>${PUBLIC_URL}/experiences/fiche%200</loc><lastmod>${CHANGED}</lastmod></url>`,
  );
  expect(body).toContain(`<url><loc>${PUBLIC_URL}/experiences</loc></url>`);
});

it('holds no more addresses than the protocol allows', async () => {
  const ask = await start(70_001);
  expect(locationsIn((await ask('/sitemap.xml')).body)).toHaveLength(50_000);
});
