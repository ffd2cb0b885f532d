import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violationsOf } from '../e2e/site.ts';
import { announced, LOOKS, openTwoSites } from './two-sites.ts';

const FOOD = '/cadre?territoire=35236&themes=alimentation&nombre=3';

const CARD = '/cadre?fiche=scic-multiservice-saleich';

const sites = openTwoSites();

async function open(path: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await sites.newPage(options);
  await page.goto(`${sites.service.origin}${path}`);
  return page;
}

const iframe = (path: string) =>
  `<iframe src="${sites.service.origin}${path.replaceAll('&', '&amp;')}" title="Recommandations" height="200"></iframe>`;
const listener = () => `<script src="${sites.service.origin}/composant/cadre.js" async></script>`;

const heightOf = (page: Page, index: number) =>
  page
    .locator('iframe')
    .nth(index)
    .evaluate((node) => node.getBoundingClientRect().height);

/** Returns the height of a frame inside its borders. */
const roomIn = (page: Page, index: number) =>
  page
    .locator('iframe')
    .nth(index)
    .evaluate((node) => node.clientHeight);

/** Returns the height of the content of a frame. */
function contentHeightOf(page: Page, index: number): Promise<number> {
  return page
    .locator('iframe')
    .nth(index)
    .contentFrame()
    .locator('body')
    .evaluate((body) => body.getBoundingClientRect().height);
}

async function untilFitted(page: Page, index: number): Promise<void> {
  await expect
    .poll(async () => Math.abs((await roomIn(page, index)) - (await contentHeightOf(page, index))))
    .toBeLessThanOrEqual(1);
}

describe('the framable page', () => {
  it('may be framed by any site, unlike other pages, and is not indexed', async () => {
    const { headers, body } = await sites.service.app.inject({ url: FOOD });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain('frame-ancestors *');
    expect(policy).toContain("default-src 'self'");
    expect(headers['x-frame-options']).toBeUndefined();
    expect(body).toContain('<meta name="robots" content="noindex"/>');
    const others = await sites.service.app.inject({ url: '/' });
    expect(others.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(others.headers['x-frame-options']).toBe('DENY');
  });

  it('works without scripts, with links that leave the frame', async () => {
    const page = await open(FOOD, { javaScriptEnabled: false });
    expect(await page.getByText(announced(3)).isVisible()).toBe(true);
    const links = page.getByRole('link');
    expect(await links.count()).toBeGreaterThan(4);
    for (const link of await links.all()) {
      expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual([
        '_blank',
        'noopener',
      ]);
    }
    expect(await page.locator('header, footer').count()).toBe(0);
  });

  it('asks for a missing place and need, offers a choice of namesakes, and keeps its look', async () => {
    const page = await open('/cadre?nombre=2&titre=Chez+nous&apparence=sombre', { javaScriptEnabled: false });
    await page.getByLabel('Votre territoire').fill('Saint-Denis');
    await page.getByLabel('Vos priorités').fill('ouvrir une recyclerie');
    await page.getByRole('button', { name: 'Voir les expériences' }).click();
    await page.getByRole('link', { name: /La Réunion/ }).click();
    expect(await page.getByRole('status').textContent()).toMatch(/expériences? .* pour Saint-Denis/);
    expect(await page.getByText(announced(2)).isVisible()).toBe(true);
    await page.getByLabel('Vos priorités').fill('ouvrir une épicerie solidaire');
    await page.getByLabel('Votre territoire').fill('Mérinchal');
    await page.getByRole('button', { name: 'Voir les expériences' }).click();
    expect(await page.getByText('pour Mérinchal.').isVisible()).toBe(true);
    expect(await page.getByRole('heading', { level: 2, name: 'Chez nous' }).isVisible()).toBe(true);
    expect(await page.locator('.frame-sombre .e-item').count()).toBeGreaterThan(2);
  });

  it('asks only for the need when its URL gives the place', async () => {
    const page = await open('/cadre?territoire=23131&contexte=rural', { javaScriptEnabled: false });
    expect(await page.getByLabel('Votre territoire').count()).toBe(0);
    await page.getByLabel('Vos priorités').fill('reprendre l’épicerie du village');
    await page.getByRole('button', { name: 'Voir les expériences' }).click();
    expect(await page.getByText('pour Mérinchal.').isVisible()).toBe(true);
    expect(new URL(page.url()).searchParams.get('contexte')).toBe('rural');
    expect(await page.getByLabel('Votre territoire').count()).toBe(0);
  });

  it('shows the error of the service, with its status', async () => {
    const refused = await sites.service.app.inject({ url: '/cadre?themes=zut' });
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('Le thème «\u00a0zut\u00a0» n’existe pas.');
    const tooMany = await sites.service.app.inject({ url: '/cadre?themes=alimentation&nombre=999' });
    expect(tooMany.statusCode).toBe(400);
  });

  it('has the accent of its URL, if it is a colour', async () => {
    const accent = (page: Page) =>
      page
        .locator('.e-rank')
        .first()
        .evaluate((node) => getComputedStyle(node).borderLeftColor);
    expect(await accent(await open(`${FOOD}&accent=b3005e`))).toBe('rgb(179, 0, 94)');
    expect(await accent(await open(`${FOOD}&accent=red;x`))).toBe('rgb(7, 87, 74)');
  });

  it.each(LOOKS)('has no axe violation (%j)', async (look) => {
    for (const path of [FOOD, CARD, '/cadre', '/cadre?themes=zut', '/cadre?fiche=zut']) {
      const violations = await violationsOf(await open(path, look));
      expect(violations.filter((violation) => !violation.startsWith('page-has-heading-one'))).toEqual([]);
    }
  });

  it('fits a screen of 320 pixels', async () => {
    for (const path of [FOOD, CARD]) {
      const page = await open(path, { viewport: { width: 320, height: 640 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
    }
  });
});

describe('the card of an experience', () => {
  it('tells its story without scripts, and leads to the fiche', async () => {
    const page = await open(CARD, { javaScriptEnabled: false });
    const title = page.getByRole('heading', { level: 2, name: /Saleich/ });
    expect(await title.isVisible()).toBe(true);
    expect(await title.getByRole('link').getAttribute('href')).toBe(
      `${sites.service.origin}/experiences/scic-multiservice-saleich`,
    );
    expect(await page.getByText('Entrée au capital d’une SCIC').isVisible()).toBe(true);
    expect(await page.getByText('Source : Banque des Territoires').isVisible()).toBe(true);
  });

  it('says that an experience does not exist, in the frame', async () => {
    const { statusCode, headers, body } = await sites.service.app.inject({ url: '/cadre?fiche=zut' });
    expect(statusCode).toBe(404);
    expect(headers['x-frame-options']).toBeUndefined();
    expect(body).toContain('Cette expérience n’est plus publiée');
    expect(body).not.toContain('/v1/');
    expect(body).not.toContain('<nav');
  });
});

describe('in the sandbox of WordPress', () => {
  /** What WordPress 6.8 writes for a provider that it does not know, and what its `wp-embed.js` does of the messages. */
  const sandbox = (path: string) =>
    `<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" title="Essaimage" src="${sites.service.origin}${path}#?secret=l2sIrqT4Ks" data-secret="l2sIrqT4Ks" width="500" height="100"></iframe>`;
  const LISTENER = `
    window.followed = [];
    addEventListener('message', ({ data, source }) => {
      const frame = document.querySelector('iframe[data-secret="' + data.secret + '"]');
      if (frame === null || source !== frame.contentWindow) return;
      if (data.message === 'height') frame.height = data.value;
      if (data.message === 'link' && document.activeElement === frame) window.followed.push(data.value);
    });`;

  it('gives its height, and asks for the links that it may not open', async () => {
    const page = await sites.newPage();
    await sites.host.open(page, { body: sandbox(CARD), script: LISTENER });
    const frame = page.locator('iframe').contentFrame();
    await expect.poll(() => heightOf(page, 0)).toBeGreaterThan(300);
    const title = frame.getByRole('link', { name: /Saleich/ });
    await title.click();
    const address = `${sites.service.origin}/experiences/scic-multiservice-saleich`;
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'followed'))).toEqual([address]);
    expect(page.context().pages()).toHaveLength(1);
    expect(await title.textContent()).not.toContain('nouvel onglet');
  });
});

describe('in a page of another site', () => {
  it('follows the height of its content, under a strict policy', async () => {
    const page = await sites.newPage();
    const troubles = await sites.host.open(page, { body: iframe(FOOD) + iframe('/cadre') + listener() });
    await untilFitted(page, 0);
    await untilFitted(page, 1);
    await expect.poll(() => heightOf(page, 0)).toBeGreaterThan(600);
    await expect.poll(() => heightOf(page, 1)).toBeGreaterThan(300);
    const before = await heightOf(page, 0);
    await page
      .locator('iframe')
      .first()
      .evaluate((node) => node.setAttribute('width', '900'));
    await expect.poll(() => heightOf(page, 0)).not.toBe(before);
    await untilFitted(page, 0);
    expect(troubles).toEqual([]);
  });

  it('is measured even when the page loads its script after the frame', async () => {
    const page = await sites.newPage();
    await sites.host.open(page, { body: iframe(FOOD) });
    await page.locator('iframe').contentFrame().getByText(announced(3)).waitFor();
    await page.waitForTimeout(300);
    expect(await heightOf(page, 0)).toBeLessThan(300);
    await page.addScriptTag({ url: `${sites.service.origin}/composant/cadre.js` });
    await untilFitted(page, 0);
  });

  it('leaves room for its borders', async () => {
    const page = await sites.newPage();
    const styles = '* { box-sizing: border-box } iframe { border: 12px solid }';
    await sites.host.open(page, { styles, body: iframe(FOOD) + listener() });
    await untilFitted(page, 0);
  });

  it('ignores heights from another frame, and invalid ones', async () => {
    const page = await sites.newPage();
    await sites.host.open(page, {
      body: `${iframe(FOOD)}${listener()}<iframe src="/autre" title="Un autre" height="150"></iframe>`,
      script: `addEventListener('message', ({ data }) => { if (data === 'fin') document.title = 'fin'; });`,
    });
    await untilFitted(page, 0);
    const fitted = [await heightOf(page, 0), await heightOf(page, 1)];
    const say = (index: number, message: unknown) =>
      page
        .locator('iframe')
        .nth(index)
        .contentFrame()
        .locator('html')
        .evaluate((_html, told) => parent.postMessage(told, '*'), message);
    await say(1, { type: 'essaimage:hauteur', hauteur: 4_000 });
    for (const hauteur of [-1, 0, 1e9, Number.NaN, '4000', null]) {
      await say(0, { type: 'essaimage:hauteur', hauteur });
    }
    await say(0, 'essaimage:hauteur');
    await say(0, null);
    await say(0, 'fin');
    await page.waitForFunction(() => document.title === 'fin');
    expect([await heightOf(page, 0), await heightOf(page, 1)]).toEqual(fitted);
  });
});
