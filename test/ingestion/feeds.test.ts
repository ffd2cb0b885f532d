import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, readContent, readImport } from '../fixtures/read-import.ts';
import { type Listening, serve } from '../web/serve.ts';

const LETTER = readFileSync(new URL('./documents/lettre.pdf', import.meta.url));
const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Exemple &amp; Cie</title>
<item><title>Une halle</title><link>https://www.exemple.fr/halle</link><pubDate>Tue, 12 Mar 2024 00:30:00 +0100</pubDate>
<description>Court.</description><content:encoded><![CDATA[<p>La ville de Redon a construit une halle.</p><ul><li>avec un prêt</li></ul><script>alert(1)</script>]]></content:encoded></item>
<item><title>Un &lt;b&gt;garage&lt;/b&gt;</title><link>javascript:alert(1)</link><description>&lt;p&gt;La CC du Clunisois ouvre un garage.&lt;/p&gt;</description></item>
</channel></rss>`;
const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Exemple</title><entry><title>Une halle</title>
<link rel="self" href="https://www.exemple.fr/flux"/><link href="https://www.exemple.fr/halle"/><updated>2024-05-01T00:00:00Z</updated><published>2024-03-12T00:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>La ville de Redon a construit une halle.</p></div></content></entry></feed>`;

describe('a feed', () => {
  it('gives a resource an entry in RSS, and does not tell that older ones are gone', async () => {
    const { resources, wholeListing } = await readContent(RSS, 'flux.xml');
    expect(resources.map(({ title, date, url, publisher }) => [title, date, url, publisher])).toEqual([
      ['Une halle', '2024-03-12', 'https://www.exemple.fr/halle', 'Exemple & Cie'],
      ['Un garage', null, null, 'Exemple & Cie'],
    ]);
    expect(resources.flatMap(blocksOf)).toEqual([
      'paragraph: La ville de Redon a construit une halle.',
      'list-item: avec un prêt',
      'paragraph: La CC du Clunisois ouvre un garage.',
    ]);
    expect(wholeListing).toBeNull();
  });

  it('gives a resource an entry in Atom', async () => {
    const { resources } = await readContent(ATOM, 'flux.txt');
    expect(resources.map(({ title, date, url, text }) => [title, date, url, text])).toEqual([
      ['Une halle', '2024-03-12', 'https://www.exemple.fr/halle', 'La ville de Redon a construit une halle.'],
    ]);
  });
});

describe('a sitemap', () => {
  const asked: string[] = [];
  const pages = new Map<string, (origin: string) => string>([
    [
      '/sitemap.xml',
      (origin) => `<sitemapindex><sitemap><loc>${origin}/pages.xml</loc></sitemap></sitemapindex>`,
    ],
    [
      '/pages.xml',
      (origin) =>
        `<urlset><url><loc>${origin}/un</loc></url><url><loc>${origin}/absente</loc></url><url><loc>http://ailleurs.test/</loc></url><url><loc>${origin}/un</loc></url><url><loc>${origin}/deux</loc></url></urlset>`,
    ],
    ['/un', () => '<html><main><h1>Un local prêté</h1><p>La commune prête un local.</p></main>'],
    ['/deux', () => '<html><main><h1>Un garage prêté</h1><p>La commune prête un garage.</p></main>'],
  ]);
  let site: Listening;
  let url = '';
  beforeAll(async () => {
    site = await serve((request, response) => {
      const path = request.url ?? '';
      asked.push(path);
      if (path === '/lettre.pdf') {
        response.writeHead(200, { 'content-type': 'application/pdf' }).end(LETTER);
        return;
      }
      const page = pages.get(path)?.(`http://${request.headers.host}`);
      const type = path.endsWith('.xml') ? 'application/xml' : 'text/html; charset=utf-8';
      response.writeHead(page === undefined ? 404 : 200, { 'content-type': type }).end(page);
    });
    url = `${site.origin.replace('127.0.0.1', 'site.test')}/sitemap.xml`;
  });
  afterAll(() => site.close());
  const read = (documents: number, path = '/sitemap.xml') =>
    readImport(
      { kind: 'url', url: new URL(path, url).href },
      {
        fetch: { version: '0.0.0', contact: null, delayMs: 0 },
        entry: new URL('../fixtures/open-reading-worker.ts', import.meta.url),
        limits: { documents },
      },
    );

  it('has its pages read, once each, on its own site', async () => {
    const { resources, notes, wholeListing } = await read(100);
    expect(resources.map(({ title, url: own }) => [title, new URL(own ?? '').pathname])).toEqual([
      ['Un local prêté', '/un'],
      ['Un garage prêté', '/deux'],
    ]);
    expect(notes.map(({ code }) => code).filter((code) => code !== 'privacy-unreadable')).toEqual([
      'access-missing',
      'document-unreadable',
      'access-missing',
    ]);
    expect(asked.filter((path) => path === '/un')).toHaveLength(1);
    expect(wholeListing).toBeNull();
  });

  it('stands beside a PDF, which is read by its address too', async () => {
    const { resources, wholeListing } = await read(100, '/lettre.pdf');
    expect(resources.map(({ title, url: own }) => [title, own])).toEqual([
      ['Une recyclerie dans un atelier municipal', new URL('/lettre.pdf', url).href],
    ]);
    expect(wholeListing).toBe(new URL('/lettre.pdf', url).href);
  });

  it('stops at the limit of pages', async () => {
    const { resources, notes } = await read(3);
    expect(resources.map(({ title }) => title)).toEqual(['Un local prêté']);
    expect(notes.at(-1)?.code).toBe('too-many-pages');
  });
});
