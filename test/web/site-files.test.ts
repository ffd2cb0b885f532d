import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readPage } from './read-page.ts';
import { builtPages, openWebsite } from './website.ts';

const FICHE = '/experiences/flashcoop-mam-cookies-angers';
const PNG_SIGNATURE = '89504e470d0a1a0a';

const { fetchGood: fetchFile } = openWebsite();

/** Addresses of the tags of a page that match the pattern, its first group. */
async function addressesOf(path: string, pattern: RegExp): Promise<readonly string[]> {
  return [...(await fetchFile(path)).text.matchAll(pattern)].map(([, address = '']) => address);
}

function sizeOf(png: Buffer): readonly [width: number, height: number] {
  expect(png.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('fonts', () => {
  it('come from the service, for good, and the first ones before the style asks for them', async () => {
    const preloaded = await addressesOf('/', /<link rel="preload" as="font"[^>]* href="([^"]+)"/g);
    const [style = ''] = await addressesOf('/', /<link rel="stylesheet" href="([^"]+)"/g);
    const asked = await addressesOf(style, /url\(([^)]+\.woff2)\)/g);
    expect(preloaded).toHaveLength(2);
    expect(asked).toEqual(expect.arrayContaining([...preloaded]));
    let weight = 0;
    for (const address of asked) {
      const { headers, body } = await fetchFile(address);
      expect(headers['content-type']).toBe('font/woff2');
      expect(headers['cache-control']).toContain('immutable');
      weight += body.length;
    }
    expect(weight).toBeLessThan(50_000);
  });
});

describe('drawings', () => {
  it('are one file, which has each theme and each lever of the starter corpus', async () => {
    const [sprite = ''] = await addressesOf('/themes', /<use href="([^"#]+)#/g);
    const { body, headers } = await fetchFile(sprite);
    expect(headers['content-type']).toContain('image/svg+xml');
    const drawn = [...body.toString().matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id);
    for (const [kind, file] of [
      ['theme', 'themes'],
      ['lever', 'levers'],
    ]) {
      const entries: readonly { id: string }[] = JSON.parse(await readFile(`corpus/${file}.json`, 'utf8'));
      expect(drawn).toEqual(expect.arrayContaining(entries.map(({ id }) => `${kind}-${id}`)));
    }
  });
});

describe('icons', () => {
  it('are files of the service, kept a day', async () => {
    const icons = await addressesOf('/', /<link rel="(?:icon|apple-touch-icon)"[^>]* href="([^"]+)"/g);
    const [icon, touched] = await Promise.all(icons.map(fetchFile));
    expect(icon?.headers['content-type']).toContain('image/svg+xml');
    expect(icon?.headers['cache-control']).toBe('public, max-age=86400');
    expect(sizeOf(touched?.body ?? Buffer.alloc(0))).toEqual([180, 180]);
  });
});

describe('the image of a shared link', () => {
  it.each([
    ['/', 'accueil', 'Essaimage\u00a0: trouver ce que d’autres collectivités ont déjà fait'],
    ['/themes/energie', 'theme-energie', 'Essaimage\u00a0: Énergie'],
    [FICHE, 'theme-economie-informelle', 'Essaimage\u00a0: Économie informelle'],
    ['/leviers/locaux', 'page', 'Essaimage\u00a0: collectivités et économie sociale et solidaire'],
  ])('of %s is %s.png, 1200 × 630, with its text', async (path, name, alt) => {
    const { meta } = readPage((await fetchFile(path)).text);
    const address = new URL(meta.get('og:image') ?? '');
    expect(address.pathname).toBe(`/partage/${name}.png`);
    const { headers, body } = await fetchFile(address.pathname);
    expect(headers['content-type']).toBe('image/png');
    expect(sizeOf(body)).toEqual([1200, 630]);
    expect([meta.get('og:image:width'), meta.get('og:image:height')]).toEqual(['1200', '630']);
    expect(meta.get('og:image:alt')).toBe(alt);
    expect(meta.get('twitter:card')).toBe('summary_large_image');
  });

  it('exists for each theme of the starter corpus', async () => {
    const { assets } = await builtPages();
    const themes: readonly { id: string }[] = JSON.parse(await readFile('corpus/themes.json', 'utf8'));
    expect(assets.shareImages).toEqual(
      expect.arrayContaining(themes.map(({ id }) => `/partage/theme-${id}.png`)),
    );
  });
});
