import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  filters,
  focusedText,
  opinionOf,
  priorities,
  resultHeading,
  send,
  submit,
  territory,
  titles,
} from './search-page.ts';
import { type Site, startSite } from './site.ts';
import { ANSWERED } from './states.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterEach(() => site.closePages());
afterAll(() => site.close());

/** First territory of the list, which also has an option to say that it is awaited. */
const suggestion = (page: Page) => page.getByRole('option', { name: /Saint-Denis/ }).first();
const request = (page: Page) => page.getByRole('heading', { level: 1 });

const unfoldMap = (page: Page) => page.getByText('Carte des expériences').click();

/** Opens the form over the answer. */
async function edit(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Modifier la demande' }).click();
  await territory(page).waitFor();
}

it('leads from a marker of the map to its card, folded or not', async () => {
  const page = await site.open(ANSWERED);
  await unfoldMap(page);
  await page.locator('.marker[href="#rang-12"]').click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('rang-12');
  expect(await titles(page).last().isVisible()).toBe(true);
});

it('reaches the first experience in 12 tab stops at most', async () => {
  const page = await site.open(ANSWERED);
  const first = await titles(page).first().textContent();
  const stops: string[] = [];
  for (let tabs = 0; tabs < 12 && stops.at(-1) !== first; tabs += 1) {
    await page.keyboard.press('Tab');
    stops.push(await focusedText(page));
  }
  expect(stops.at(-1)).toBe(first);
});

it('opens the form in place, and gives the focus back when it closes', async () => {
  const page = await site.open(ANSWERED);
  await edit(page);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('nom');
  // The list of territories would hide the next field.
  expect(await page.locator('.autocomplete__menu').isVisible()).toBe(false);
  expect(await priorities(page).inputValue()).toBe('ouvrir une épicerie solidaire');
  await page.keyboard.press('Escape');
  await expect.poll(() => territory(page).count()).toBe(0);
  expect(await focusedText(page)).toBe('Modifier la demande');
  await edit(page);
  await page.getByRole('button', { name: 'Fermer sans rien changer' }).click();
  await expect.poll(() => territory(page).count()).toBe(0);
  expect(await focusedText(page)).toBe('Modifier la demande');
});

it('opens the form without a script', async () => {
  const page = await site.open(ANSWERED, { javaScriptEnabled: false });
  expect(await priorities(page).count()).toBe(0);
  await page.getByRole('link', { name: 'Modifier la demande' }).click();
  expect(await page.getByLabel('Votre territoire').inputValue()).toContain('Réolais');
  await send(page, 'réemploi des matériaux de chantier');
  await resultHeading(page).waitFor();
  expect(await request(page).textContent()).toBe('Réemploi des matériaux de chantier');
  expect(await priorities(page).count()).toBe(0);
});

it.each([320, 390, 1280])(
  'draws markers of 20 px and labels of 11 px on a screen of %s px',
  async (width) => {
    const page = await site.open(ANSWERED, { viewport: { width, height: 800 } });
    await unfoldMap(page);
    const widths = await page
      .locator('.marker circle')
      .evaluateAll((all) => all.map((circle) => circle.getBoundingClientRect().width));
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(20);
    const sizes = await page.locator('.map text').evaluateAll((all) =>
      all.map((text) => {
        const scale = text instanceof SVGGraphicsElement ? (text.getScreenCTM()?.a ?? 0) : 0;
        return Number.parseFloat(getComputedStyle(text).fontSize) * scale;
      }),
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
  },
);

it('shows the same answer from its link, with all its experiences even without a script', async () => {
  const link = '/?territoire=23131&priorites=conciergerie+solidaire';
  const page = await site.open(link);
  const all = await titles(page).allTextContents();
  expect(all.length).toBeGreaterThan(5);
  const plain = await site.open(link, { javaScriptEnabled: false });
  expect(await titles(plain).allTextContents()).toEqual(all);
  await plain.getByText(/^Voir les \d+ autres expériences/).click();
  expect(await titles(plain).last().isVisible()).toBe(true);
});

it('follows back and forward', async () => {
  const page = await site.open('/');
  await send(page, 'ouvrir une épicerie solidaire');
  await resultHeading(page).waitFor();
  const before = await titles(page).first().textContent();
  await edit(page);
  await send(page, 'réemploi des matériaux de chantier');
  await page
    .getByRole('link', { name: /matériau/i })
    .first()
    .waitFor();
  await page.goBack();
  await expect.poll(() => request(page).textContent()).toBe('Ouvrir une épicerie solidaire');
  await expect.poll(() => titles(page).first().textContent()).toBe(before);
  await page.goForward();
  await expect.poll(() => request(page).textContent()).toBe('Réemploi des matériaux de chantier');
  await page.goBack();
  await page.goBack();
  await expect.poll(() => priorities(page).inputValue()).toBe('');
});

it('goes back to the first visit from an answer that was opened by its link', async () => {
  const page = await site.open('/');
  await page.goto(`${site.origin}${ANSWERED}`);
  await edit(page);
  await send(page, 'réemploi des matériaux de chantier');
  await page
    .getByRole('link', { name: /matériau/i })
    .first()
    .waitFor();
  await page.goBack();
  await page.goBack();
  await page.getByRole('heading', { name: 'Ce que vous obtiendrez' }).waitFor();
});

it('aborts a question when the visitor goes back before its answer', async () => {
  const page = await site.open(ANSWERED);
  await page.route('**/v1/recommendations?**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    // The page may have aborted it.
    await route.continue().catch(() => undefined);
  });
  await edit(page);
  await send(page, 'réemploi des matériaux de chantier');
  await page.getByText('Recherche en cours').waitFor();
  expect(await request(page).textContent()).toBe('Réemploi des matériaux de chantier');
  await page.goBack();
  await resultHeading(page).waitFor();
  await page.waitForTimeout(2500);
  expect(page.url()).toBe(`${site.origin}${ANSWERED}`);
  expect(await request(page).textContent()).toBe('Ouvrir une épicerie solidaire');
  expect(await titles(page).first().textContent()).toContain('épicerie');
});

it('tells the active suggestion and the pressed opinion by more than a pale background', async () => {
  const page = await site.open(ANSWERED, { forcedColors: 'active' });
  const opinion = opinionOf(page);
  await opinion.getByRole('button', { name: 'Pas utile' }).click();
  const pressed = opinion.locator('[aria-pressed="true"]');
  await pressed.waitFor();
  expect(await pressed.evaluate((button) => getComputedStyle(button, '::before').content)).toContain('✓');
  await edit(page);
  await territory(page).fill('saint-denis');
  await suggestion(page).waitFor();
  await page.keyboard.press('ArrowDown');
  const active = page.locator('.autocomplete__option--focused');
  expect(await active.evaluate((option) => getComputedStyle(option).outlineStyle)).toBe('solid');
});

it('keeps the focus in the field when Escape closes the suggestions', async () => {
  const page = await site.open('/');
  await territory(page).fill('saint-denis');
  await suggestion(page).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('.autocomplete__option--focused').waitFor();
  await page.keyboard.press('Escape');
  await suggestion(page).waitFor({ state: 'hidden' });
  // The browser moves the focus of a hidden element as it draws.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50))));
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('nom');
});

it('keeps every letter typed while the list of territories loads', async () => {
  const page = await site.open('/');
  await page.route('**/assets/accessible-autocomplete*', async (route) => {
    await page.waitForTimeout(300);
    await route.continue();
  });
  await territory(page).pressSequentially('dontreix', { delay: 80 });
  await page.getByRole('option', { name: /Dontreix/ }).waitFor();
  expect(await territory(page).inputValue()).toBe('dontreix');
});

it('tells a list of territories that is awaited or missing from one that is empty', async () => {
  const page = await site.open('/');
  const menu = page.locator('.autocomplete__menu');
  let cut = () => {};
  const isCut = new Promise<void>((resolve) => {
    cut = resolve;
  });
  await page.route('**/v1/territories?**', async (route) => {
    await isCut;
    await route.abort('internetdisconnected');
  });
  await territory(page).pressSequentially('zyxomil');
  await menu.getByText('Recherche en cours').waitFor();
  cut();
  await menu.getByText('La liste ne répond pas').waitFor();
  await page.unroute('**/v1/territories?**');
  await territory(page).press('End');
  await page.keyboard.type('x');
  await menu.getByText('Aucun territoire ne correspond').waitFor();
});

it('shows no dead control without a script, and unfolds the map', async () => {
  const page = await site.open(ANSWERED, { javaScriptEnabled: false });
  await resultHeading(page).waitFor();
  for (const dead of ['.filters', '.opinion', '.results button']) {
    expect(await page.locator(dead).first().isVisible(), dead).toBe(false);
  }
  await unfoldMap(page);
  expect(await page.locator('.marker').first().isVisible()).toBe(true);
});

it('moves the focus to the choice between territories of the same name, without a second list', async () => {
  const page = await site.open('/');
  await territory(page).fill('saint-denis');
  await suggestion(page).waitFor();
  await priorities(page).fill('ouvrir une épicerie solidaire');
  await submit(page).click();
  await page.getByRole('link', { name: /La Réunion, 97411/ }).waitFor();
  expect(await focusedText(page)).toContain('Saint-Denis');
  expect(await suggestion(page).isVisible()).toBe(false);
  await page.reload();
  // The list of suggestions would say them again, over the next field.
  expect(await suggestion(page).count()).toBe(0);
  await page.getByRole('link', { name: /La Réunion, 97411/ }).click();
  await resultHeading(page).waitFor();
  expect(page.url()).toContain('territoire=97411');
});

it('shows the error beside the field, moves the focus there and keeps the input', async () => {
  const page = await site.open('/');
  await page.getByText('Ou décrire le territoire sans le nommer').click();
  await page.getByLabel('Nombre d’habitants').fill('beaucoup');
  await priorities(page).fill('ouvrir une épicerie solidaire');
  await submit(page).click();
  await page.locator('#population-error').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('population');
  expect(await page.getByLabel('Nombre d’habitants').inputValue()).toBe('beaucoup');
  expect(await page.title()).toMatch(/^Erreur\u00a0: /);
  await page.locator('.notice').getByRole('link', { name: 'Nombre d’habitants' }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('population');
  expect(await priorities(page).inputValue()).toBe('ouvrir une épicerie solidaire');
});

it('keeps the details of a territory folded while nothing corrects them', async () => {
  const page = await site.open(
    '/?territoire=23&type=departement&priorites=soutenir+des+entreprises&modifier=1',
  );
  await page.getByText('Corriger ces informations').waitFor();
  expect(await page.locator('.territory-details details[open]').count()).toBe(0);
});

it.each([true, false])(
  'asks for a need when the form is sent empty (script: %s)',
  async (javaScriptEnabled) => {
    const page = await site.open('/', { javaScriptEnabled });
    await submit(page).click();
    await page.locator('#priorites-error').getByText('Dites vos priorités').waitFor();
    expect(await priorities(page).getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('label[for="nom"]').textContent()).toContain('facultatif');
    expect(await page.locator('#priorites-help').textContent()).toContain('Obligatoire');
  },
);

it('keeps the input when the service cannot be reached, and recovers', async () => {
  const page = await site.open('/');
  await page.route('**/v1/recommendations?**', (route) => route.abort('internetdisconnected'));
  await priorities(page).fill('ouvrir une épicerie solidaire');
  await submit(page).click();
  await page.getByRole('heading', { name: 'Le service ne répond pas' }).waitFor();
  expect(await focusedText(page)).toBe('Le service ne répond pas');
  await page.unroute('**/v1/recommendations?**');
  await page.getByRole('button', { name: 'Recommencer' }).click();
  await resultHeading(page).waitFor();
  await edit(page);
  expect(await priorities(page).inputValue()).toBe('ouvrir une épicerie solidaire');
});

it('filters without another request, and keeps the filter in the link', async () => {
  const page = await site.open(ANSWERED);
  const all = await titles(page).count();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await filters(page).click();
  await page.getByLabel('Contexte').selectOption('rural');
  await page.getByText(`sur ${all}`).waitFor();
  expect(asked.filter((url) => url.includes('/v1/'))).toEqual([]);
  const kept = await titles(page).count();
  // A link within the page changes neither the filter nor the answer.
  await unfoldMap(page);
  await page.locator('.marker').last().click();
  await expect.poll(() => page.url()).toContain('#rang-');
  expect(await titles(page).count()).toBe(kept);
  expect(asked.filter((url) => url.includes('/v1/'))).toEqual([]);
  const again = await site.open(new URL(page.url()).pathname + new URL(page.url()).search);
  expect(await titles(again).count()).toBe(kept);
});

it('leads back to the answer with its filter from a fiche, a lever, the note and the comparison', async () => {
  const page = await site.open(`${ANSWERED}&filtre-contexte=rural`);
  const kept = await titles(page).count();
  const links = [
    titles(page).first(),
    page.getByRole('link', { name: 'Les textes et la suite' }).first(),
    page.getByRole('link', { name: 'Note pour le conseil' }),
    page.getByRole('link', { name: 'Comparer les 3 premières' }),
  ];
  for (const link of links) {
    await page.goto(new URL((await link.getAttribute('href')) ?? '', site.origin).href);
    await page.getByRole('link', { name: 'Revenir à la réponse' }).click();
    await resultHeading(page).waitFor();
    expect(await titles(page).count()).toBe(kept);
  }
});

it.each([
  '/?territoire=35214&priorites=Ouvrir+une+épicerie+solidaire+dans+un+bourg',
  '/?territoire=200043123&priorites=lever+les+freins+à+la+mobilité',
  '/?priorites=vieillir+au+village',
])('shows three cases and how to begin on one short page: %s', async (path) => {
  const page = await site.open(path, { viewport: { width: 390, height: 844 } });
  const measured = await page.evaluate(() => ({
    controls: [...document.querySelectorAll('main :is(a, button, input, select, textarea, summary)')].filter(
      (control) => control.checkVisibility(),
    ).length,
    leverAt: document.querySelector('.lever')?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY,
  }));
  expect(measured.controls).toBeLessThanOrEqual(30);
  await page.evaluate(`document.querySelectorAll('.visually-hidden').forEach((hidden) => hidden.remove())`);
  const shown = (await page.locator('main').allInnerTexts()).join(' ');
  expect(shown.split(/\s+/).length).toBeLessThanOrEqual(550);
  expect(measured.leverAt).toBeLessThanOrEqual(2_000);
  expect(await page.locator('.lever').first().getByText('Premier pas').isVisible()).toBe(true);
});

it('shows two compared experiences on a telephone, and three on paper', async () => {
  const ids = 'epicerie-solidaire-reignier,flashcoop-mam-cookies-angers';
  const page = await site.open(`/comparer?fiches=${ids}`, { viewport: { width: 390, height: 844 } });
  const end = () =>
    page.locator('.compare-table').evaluate((table) => Math.round(table.getBoundingClientRect().right));
  expect(await end()).toBeLessThanOrEqual(390);
  await page.goto(`${site.origin}/comparer?fiches=${ids},bar-epicerie-associatif-parce`);
  await page.emulateMedia({ media: 'print' });
  // Width of an A4 page between its margins, in CSS pixels.
  await page.setViewportSize({ width: 680, height: 900 });
  expect(await page.locator('.compare-table thead th').count()).toBe(3);
  expect(await end()).toBeLessThanOrEqual(680);
});

it.each([1280, 390])('shifts no layout when the answer arrives on a screen of %s px', async (width) => {
  const page = await site.open('/', { viewport: { width, height: 844 } });
  await page.evaluate(`
    shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput).map(({ value }) => value)))
      .observe({ type: 'layout-shift', buffered: true });
  `);
  await page.route('**/v1/recommendations?**', async (route) => {
    // Browsers ignore shifts within 500 ms of a click.
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });
  await priorities(page).fill('ouvrir une épicerie solidaire');
  await submit(page).click();
  await resultHeading(page).waitFor();
  await page.locator('.lever').first().waitFor();
  expect(await page.evaluate('shifts.reduce((sum, value) => sum + value, 0)')).toBeLessThan(0.01);
});

it('keeps what the note cites in its address, up to the page to print', async () => {
  const page = await site.open(ANSWERED);
  await page.getByRole('link', { name: 'Note pour le conseil' }).click();
  const first = page.getByRole('group', { name: 'Expériences à citer' }).getByRole('checkbox').first();
  expect(await first.isChecked()).toBe(true);
  await first.uncheck();
  await page.getByRole('button', { name: 'Garder ce choix dans l’adresse' }).click();
  await page.waitForURL(/experience=/);
  expect(await first.isChecked()).toBe(false);
  await page.getByRole('button', { name: 'Ouvrir la note à imprimer' }).click();
  await page.getByRole('heading', { level: 1, name: /^Note (?:explicative|pour le conseil)/ }).waitFor();
  expect(new URL(page.url()).searchParams.get('format')).toBe('html');
});

it('respects its own security policy, and calls no other origin', async () => {
  const page = await site.open('/');
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  const origins = new Set<string>();
  page.on('request', (asked) => {
    if (!asked.url().startsWith('data:')) origins.add(new URL(asked.url()).origin);
  });
  await page.goto(`${site.origin}${ANSWERED}`);
  await page.getByRole('button', { name: 'Copier le lien' }).click();
  await edit(page);
  await territory(page).fill('redon');
  await page.getByRole('option').first().waitFor();
  expect(errors).toEqual([]);
  expect([...origins]).toEqual([site.origin]);
  const policy = (await page.request.get(site.origin)).headers()['content-security-policy'];
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe-inline');
});
