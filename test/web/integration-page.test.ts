import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violationsOf } from '../e2e/site.ts';
import { announced, LOOKS, openTwoSites } from './two-sites.ts';

const sites = openTwoSites();

async function open(options?: BrowserContextOptions, profile?: string): Promise<Page> {
  const page = await sites.newPage(options);
  const query = profile === undefined ? '' : `?profil=${profile}`;
  await page.goto(`${sites.service.origin}/integration${query}`);
  return page;
}

const PROFILES = ['drupal', 'wordpress', 'spip', 'html', 'assistant', 'developpeur'];

const codeIn = (page: Page) => page.getByLabel('À coller dans la page').inputValue();

async function chooseRedon(page: Page): Promise<void> {
  await page.getByLabel('Territoire', { exact: true }).fill('35236');
  await page.getByRole('option', { name: /Redon/ }).first().click();
  await page.getByText('Thèmes et leviers').click();
  await page.getByLabel('Alimentation durable').check();
  await page.getByLabel('Nombre d’expériences').fill('2');
}

/** Opens a page of another site that contains the code. */
async function paste(code: string) {
  const page = await sites.newPage();
  const troubles = await sites.host.open(page, { body: code });
  return { page, troubles };
}

describe('the integration page', () => {
  it('leads to the open data, and claims no licence that the operator does not give', async () => {
    const section = (await open()).getByRole('region', { name: 'Données ouvertes' });
    await section.getByText('Licence non communiquée').waitFor();
    const paths = await section
      .getByRole('link')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    expect(paths).toContain('/catalogue.jsonld');
    for (const path of paths) expect((await fetch(`${sites.service.origin}${path}`)).status).toBe(200);
  });

  it('writes the code of the component, which works once pasted', async () => {
    const page = await open();
    await chooseRedon(page);
    await page.getByLabel('Niveau du titre').selectOption('2');
    expect(
      await codeIn(page),
    ).toBe(`<script type="module" src="${sites.service.origin}/composant/essaimage-recommandations.js"></script>
<essaimage-recommandations api="${sites.service.origin}" territoire="35236" themes="alimentation" nombre="2" niveau-titre="2">
  <a href="${sites.service.origin}/?territoire=35236&amp;themes=alimentation">Ce que d’autres collectivités ont fait, sur Essaimage</a>
</essaimage-recommandations>`);
    await page.getByRole('region', { name: 'Aperçu' }).getByText(announced(2)).waitFor();
    const pasted = await paste(await codeIn(page));
    await pasted.page.getByText(announced(2)).and(pasted.page.getByText('pour Redon.')).waitFor();
    expect(pasted.troubles).toEqual([]);
  });

  it('writes the code of the frame, which works once pasted', async () => {
    const page = await open();
    await page.getByLabel('Cadre').check();
    await chooseRedon(page);
    await page.getByLabel('Couleur d’accent').fill('#b3005e');
    await page.getByLabel('Apparence').selectOption('sombre');
    const code = await codeIn(page);
    expect(code).toContain(
      `src="${sites.service.origin}/cadre?territoire=35236&amp;themes=alimentation&amp;nombre=2&amp;accent=b3005e&amp;apparence=sombre"`,
    );
    const preview = page.getByTitle('Aperçu du cadre').contentFrame();
    await preview.getByText(announced(2)).waitFor();
    await expect
      .poll(() => page.getByTitle('Aperçu du cadre').evaluate((node) => node.getBoundingClientRect().height))
      .toBeGreaterThan(600);
    const { page: pasted } = await paste(code);
    const frame = pasted.locator('iframe');
    await frame.contentFrame().getByText(announced(2)).waitFor();
    await expect
      .poll(() => frame.evaluate((node) => node.getBoundingClientRect().height))
      .toBeGreaterThan(705);
  });

  it('escapes the typed text, and writes the accent as a property', async () => {
    const page = await open();
    const need = 'une "épicerie" & <b>un café</b>';
    await page.getByLabel('Priorités', { exact: true }).fill(need);
    await page.getByLabel('Couleur d’accent').fill('#b3005e');
    const { page: pasted } = await paste(await codeIn(page));
    const list = pasted.locator('essaimage-recommandations');
    expect(await list.getAttribute('priorites')).toBe(need);
    expect(await list.getAttribute('style')).toBe('--essaimage-accent: #b3005e');
  });

  it('has no error and violates no policy', async () => {
    const page = await sites.newPage();
    const troubles: string[] = [];
    page.on('console', (line) => {
      if (line.type() === 'error') troubles.push(line.text());
    });
    page.on('pageerror', ({ message }) => troubles.push(message));
    await page.goto(`${sites.service.origin}/integration`);
    await page.getByLabel('Couleur d’accent').fill('#b3005e');
    await page.getByRole('region', { name: 'Aperçu' }).getByLabel('Vos priorités').waitFor();
    expect(troubles).toEqual([]);
  });

  it.each(LOOKS)('has no axe violation (%j)', async (look) => {
    for (const profile of PROFILES)
      expect(await violationsOf(await open(look, profile)), profile).toEqual([]);
    const page = await open(look);
    await chooseRedon(page);
    await page.getByRole('region', { name: 'Aperçu' }).getByText(announced(2)).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it.each([320, 1920])('fits a screen of %i pixels', async (width) => {
    for (const profile of PROFILES) {
      const page = await open({ viewport: { width, height: 900 } }, profile);
      await page.getByRole('region', { name: 'Aperçu' }).getByLabel('Vos priorités').waitFor();
      const needed = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(needed, profile).toBeLessThanOrEqual(width);
    }
  });
});

describe('the recipes', () => {
  it('are chosen without scripts, Drupal first', async () => {
    const page = await open({ javaScriptEnabled: false });
    expect(await page.getByRole('heading', { level: 2, name: 'Sur un site Drupal' }).isVisible()).toBe(true);
    const choice = page.getByRole('navigation', { name: 'Votre site' });
    for (const [label, title, id] of [
      ['WordPress', 'Sur un site WordPress', 'wordpress'],
      ['SPIP', 'Sur un site SPIP', 'spip'],
      ['Autre site', 'Sur tout autre site', 'html'],
      ['Développeur', 'Pour les développeurs', 'developpeur'],
    ] as const) {
      await choice.getByRole('link', { name: label }).click();
      expect(await page.getByRole('heading', { level: 2, name: title }).isVisible()).toBe(true);
      expect(await choice.locator('[aria-current]').textContent()).toBe(label);
      expect(new URL(page.url()).searchParams.get('profil')).toBe(id);
    }
    await page.goto(`${sites.service.origin}/integration?profil=inconnu`);
    expect(await page.getByRole('heading', { level: 2, name: 'Sur un site Drupal' }).isVisible()).toBe(true);
  });

  it.each(['drupal', 'wordpress', 'spip', 'html'])(
    'for %s have a frame that works once pasted',
    async (profile) => {
      const page = await open({}, profile);
      const code = await page
        .locator('.recipe pre')
        .filter({ hasText: '<iframe src="' })
        .first()
        .textContent();
      const { page: pasted } = await paste(code ?? '');
      await pasted.locator('iframe').contentFrame().getByLabel('Vos priorités').waitFor();
    },
  );

  it('have a component that works once pasted', async () => {
    const page = await open({}, 'html');
    const { page: pasted, troubles } = await paste(
      (await page.locator('.recipe pre').first().textContent()) ?? '',
    );
    await pasted.locator('essaimage-recommandations').getByLabel('Vos priorités').waitFor();
    expect(troubles).toEqual([]);
  });

  it('name no package that is nowhere to be found', async () => {
    for (const profile of PROFILES) {
      const { body } = await sites.service.app.inject({ url: `/integration?profil=${profile}` });
      expect(body).not.toMatch(/npm install|@essaimage/);
    }
  });
});
