import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

/** Returns the bottom of the element, in pixels from the top of the window. */
async function bottomOf(page: Page, role: 'button' | 'textbox', name: string): Promise<number> {
  const box = await page.getByRole(role, { name, exact: true }).boundingBox();
  if (box === null) throw new Error(`« ${name} » is not shown`);
  return box.y + box.height;
}

describe('the home page', () => {
  it('shows the whole form without scrolling on a desktop, and the need on a telephone', async () => {
    const desktop = await site.open('/', { viewport: { width: 1280, height: 800 } });
    expect(await bottomOf(desktop, 'button', 'Chercher')).toBeLessThanOrEqual(800);
    const telephone = await site.open('/', { viewport: { width: 390, height: 844 } });
    expect(await bottomOf(telephone, 'textbox', 'Vos priorités')).toBeLessThanOrEqual(844);
  });

  it('leads from an example to its answer, which has the same experience, without a script', async () => {
    const page = await site.open('/', { javaScriptEnabled: false });
    const example = page.getByRole('listitem').filter({ hasText: 'Voir toute la réponse' }).first();
    const title = await example.getByRole('heading', { level: 3 }).textContent();
    await example.getByRole('link', { name: /^Voir toute la réponse/ }).click();
    const same = page.getByRole('heading', { name: title ?? '' });
    await same.first().waitFor();
    expect(new URL(page.url()).searchParams.get('priorites')).not.toBeNull();
  });

  it('writes its title and its texts in fonts that the service gave', async () => {
    const page = await site.open('/');
    const loaded = await page.evaluate(async () => {
      const faces = await document.fonts.ready;
      return [...faces]
        .filter(({ status }) => status === 'loaded')
        .map(({ family, weight }) => `${family} ${weight}`);
    });
    expect(loaded.map((face) => face.replaceAll('"', ''))).toEqual(
      expect.arrayContaining(['Bricolage Grotesque 700', 'Atkinson Hyperlegible Next 400']),
    );
  });
});
