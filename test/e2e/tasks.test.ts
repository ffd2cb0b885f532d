import { readFile } from 'node:fs/promises';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { NOBODY } from '../../src/http/app.ts';
import { readDocx } from '../http/read-docx.ts';
import { openTwoSites } from '../web/two-sites.ts';
import { type Actor, createActor } from './actor.ts';
import { readPromisedActions } from './promised-actions.ts';
import {
  bottomOfTwoLines,
  filters,
  focusedText,
  opinionOf,
  priorities,
  resultHeading,
  submit,
  territory,
  titles,
} from './search-page.ts';
import { ANSWERED } from './states.ts';

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const TELEPHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const CLIPBOARD = { ...DESKTOP, permissions: ['clipboard-read', 'clipboard-write'] };

const CONTACT = 'contact@example.org';
const PEERS = 'reseau@example.org';
const sites = openTwoSites({
  operator: { ...NOBODY, contact: CONTACT, peerContact: { kind: 'mail', address: PEERS } },
});
let expectFewActions: Awaited<ReturnType<typeof readPromisedActions>>;
beforeAll(async () => {
  expectFewActions = await readPromisedActions('guide.md');
});

async function open(path: string, options: BrowserContextOptions = DESKTOP): Promise<Page> {
  const page = await sites.newPage(options);
  await page.goto(`${sites.service.origin}${path}`);
  await page.waitForLoadState('networkidle');
  return page;
}

async function visit(path: string, options: BrowserContextOptions = DESKTOP): Promise<Actor> {
  return createActor(await open(path, options), { isTouch: options.hasTouch ?? false });
}

const GROCERY = 'reprendre la dernière épicerie du village';

/** The first experience is a village that kept its grocery, told in the first screen, for this commune of 400. */
async function expectGrocery(page: Page): Promise<void> {
  await resultHeading(page).waitFor();
  expect(await page.locator('.request-who').textContent()).toMatch(/^Dontreix .*400\u00a0habitants/);
  const first = page.locator('.experience').first();
  expect(await first.locator('h3').textContent()).toMatch(/épicerie|multiservice/);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  expect(await bottomOfTwoLines(first)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
  expect(await page.locator('.lever').first().getByText('Premier pas').isVisible()).toBe(true);
}

const suggested = (page: Page, name: string | RegExp): Locator => page.getByRole('option', { name }).first();

it.each([
  ['souris', DESKTOP],
  ['téléphone', TELEPHONE],
])('finds what to do for the last grocery of 400 inhabitants (%s)', async (means, options) => {
  const actor = await visit('/', options);
  const { page } = actor;
  await actor.fill(territory(page), 'dontreix');
  await actor.click(suggested(page, /Dontreix/));
  await actor.fill(priorities(page), GROCERY);
  await actor.click(submit(page));
  await expectGrocery(page);
  expectFewActions(actor, `Sauver la dernière épicerie (${means})`);
});

it('finds the same by keyboard alone, then opens the first experience', async () => {
  const actor = await visit('/');
  const { page } = actor;
  await actor.press('Tab');
  expect(await focusedText(page)).toBe('Aller au contenu');
  await actor.press('Enter');
  await actor.tabTo(territory(page));
  await actor.type('dontreix');
  await suggested(page, /Dontreix/).waitFor();
  await actor.press('ArrowDown');
  await actor.press('Enter');
  await page.locator('.facts').getByText('400').waitFor();
  await actor.tabTo(priorities(page));
  await actor.type(GROCERY);
  await actor.tabTo(submit(page));
  await actor.press('Enter');
  await expectGrocery(page);
  // The answer is read from its heading.
  expect(await focusedText(page)).toContain('Dontreix');
  const title = (await titles(page).first().textContent()) ?? '';
  await actor.tabTo(titles(page).first());
  await actor.press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  expectFewActions(actor, 'Sauver la dernière épicerie (clavier), jusqu’à ouvrir la première fiche');
});

it('finds the same without a script', async () => {
  const actor = await visit('/', { ...DESKTOP, javaScriptEnabled: false });
  const { page } = actor;
  await actor.fill(page.getByLabel('Votre territoire'), 'Dontreix');
  await actor.fill(priorities(page), GROCERY);
  await actor.click(submit(page));
  await expectGrocery(page);
  expectFewActions(actor, 'Sauver la dernière épicerie (sans script)');
});

it('finds what feeds the plan of a département, with what the law lets it do', async () => {
  const actor = await visit('/');
  const { page } = actor;
  await actor.fill(territory(page), 'ardeche');
  await actor.click(suggested(page, /^Ardèche Département/));
  await actor.fill(priorities(page), 'construire notre plan départemental de soutien à l’ESS');
  await actor.click(submit(page));
  await resultHeading(page).waitFor();
  expect(await page.locator('.request-who').textContent()).toContain('Ardèche');
  const best = await page.locator('.best .experience').allTextContents();
  expect(best.filter((card) => /département/i.test(card)).length).toBeGreaterThan(0);
  const strategy = page.locator('.lever').filter({ hasText: 'Stratégie et plan d’action' });
  expect(await strategy.textContent()).toContain('Un département peut l’utiliser sous condition');
  expectFewActions(actor, 'Préparer le plan ESS d’un département');
});

it('compares the first three experiences side by side', async () => {
  const actor = await visit(ANSWERED);
  const { page } = actor;
  const first = (await titles(page).allTextContents()).slice(0, 3);
  await actor.click(page.getByRole('link', { name: 'Comparer les 3 premières' }));
  await page.getByRole('heading', { name: 'Comparer des expériences' }).waitFor();
  expect(await page.locator('.compare-table thead th').allTextContents()).toEqual(first);
  expectFewActions(actor, 'Comparer trois expériences');
});

it('reads how to begin with another lever', async () => {
  const actor = await visit(ANSWERED);
  const { page } = actor;
  const folded = page.locator('details.lever').first();
  await actor.click(folded.locator('summary'));
  await folded.getByText('Premier pas').waitFor();
  expectFewActions(actor, 'Lire le premier pas d’un autre levier');
});

it('adds a need, then takes the first one out', async () => {
  const actor = await visit(ANSWERED);
  const { page } = actor;
  await actor.click(page.getByRole('link', { name: '+ un autre besoin' }));
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('priorites');
  await actor.fill(priorities(page), 'ouvrir une épicerie solidaire\nmonter une ressourcerie');
  await actor.click(submit(page));
  await actor.click(page.getByRole('link', { name: 'Retirer le besoin 1' }));
  await page.getByRole('heading', { level: 1, name: 'Monter une ressourcerie' }).waitFor();
  expectFewActions(actor, 'Ajouter un besoin, puis retirer le premier');
});

it('exports the answer as a table', async () => {
  const actor = await visit(ANSWERED);
  const { page } = actor;
  const download = page.waitForEvent('download');
  await actor.click(page.getByRole('link', { name: 'Exporter' }));
  const table = await readFile(await (await download).path(), 'utf8');
  expect(table).toContain((await titles(page).first().textContent())?.split('\u00a0')[0] ?? '');
  expectFewActions(actor, 'Exporter une réponse');
});

it('sends the answer by the share sheet of the device, else by mail', async () => {
  const actor = await visit(ANSWERED, TELEPHONE);
  const { page } = actor;
  const send = page.getByRole('link', { name: 'Envoyer' });
  const mail = new URLSearchParams((await send.getAttribute('href'))?.replace(/^mailto:\?/, ''));
  expect(mail.get('body')).toBe(page.url());
  await page.evaluate(() => {
    Reflect.set(navigator, 'share', (shared: object) =>
      Promise.resolve(Reflect.set(window, 'shared', shared)),
    );
  });
  await actor.click(send);
  expect(await page.evaluate(() => Reflect.get(window, 'shared'))).toMatchObject({ url: page.url() });
  expectFewActions(actor, 'Envoyer une réponse');
});

it('writes a note for the mayor, with the experiences that were left ticked', async () => {
  const actor = await visit(ANSWERED);
  const { page } = actor;
  await actor.click(page.getByRole('link', { name: 'Note pour le conseil' }));
  const cited = page.getByRole('group', { name: 'Expériences à citer' });
  await cited.waitFor();
  const [left = '', kept = ''] = await cited.locator('label').allTextContents();
  await actor.click(cited.getByLabel(left, { exact: true }));
  const download = page.waitForEvent('download');
  await actor.click(page.getByRole('button', { name: /^Télécharger la note/ }));
  const note = await download;
  expect(note.suggestedFilename()).toMatch(/^note-[-a-z0-9]+\.docx$/);
  const { body } = readDocx(await readFile(await note.path()));
  expect(body).toContain(kept);
  expect(body).not.toContain(left);
  expectFewActions(actor, 'Écrire une note pour le maire');
});

it('shares a filtered answer by its link', async () => {
  const actor = await visit(ANSWERED, CLIPBOARD);
  const { page } = actor;
  const all = await titles(page).count();
  await actor.click(filters(page));
  await actor.select(page.getByLabel('Contexte'), 'rural');
  await page.getByText(`sur ${all}`).waitFor();
  const shown = await titles(page).allTextContents();
  expect(shown.length).toBeLessThan(all);
  await actor.click(page.getByRole('button', { name: 'Copier le lien' }));
  await page.getByText('Lien copié.').waitFor();
  const { pathname, search } = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  const received = await open(pathname + search, TELEPHONE);
  expect(await titles(received).allTextContents()).toEqual(shown);
  expect(await received.getByLabel('Contexte').inputValue()).toBe('rural');
  expectFewActions(actor, 'Partager une réponse filtrée');
});

it('keeps only the experiences of a lever, as many as it counts', async () => {
  const actor = await visit(ANSWERED);
  const { page } = actor;
  await actor.click(filters(page));
  const levers = page.locator('.filters').getByLabel('Levier');
  const option = levers.locator('option').nth(1);
  const label = (await option.textContent()) ?? '';
  await actor.select(levers, { label });
  await page.getByText(/expériences? sur 12/).waitFor();
  expect(await titles(page).count()).toBe(Number(/\((\d+)\)$/.exec(label)?.[1]));
  expectFewActions(actor, 'Ne garder qu’un levier');
});

it('browses a theme down to a fiche and its source', async () => {
  const actor = await visit('/');
  const { page } = actor;
  await actor.click(page.getByRole('link', { name: 'Alimentation durable' }));
  await page.getByRole('heading', { level: 1, name: 'Alimentation durable' }).waitFor();
  const fiche = page.locator('.card-list h3 a').first();
  const title = (await fiche.textContent()) ?? '';
  await actor.click(fiche);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const sources = page.locator('.fiche-source a[href^="https:"]');
  expect(await sources.count()).toBeGreaterThan(0);
  expectFewActions(actor, 'Parcourir un thème jusqu’à une source');
});

it('gives an opinion with its reason, which the service keeps until it is taken back', async () => {
  const actor = await visit(ANSWERED);
  const { page } = actor;
  const given: string[] = [];
  const calls: string[] = [];
  page.on('response', (response) => {
    if (!response.url().includes('/v1/feedback')) return;
    calls.push(`${response.request().method()} ${response.status()}`);
    if (response.status() === 201) given.push(response.headers().location ?? '');
  });
  const opinion = opinionOf(page);
  await actor.click(opinion.getByRole('button', { name: 'Pas utile' }));
  await opinion.getByText('Merci, votre avis est noté.').waitFor();
  await actor.select(opinion.getByRole('combobox'), { label: 'Trop ancien' });
  // The service keeps one opinion: the second replaces the first.
  await expect.poll(() => calls).toEqual(['POST 201', 'DELETE 204', 'POST 201']);
  await actor.click(opinion.getByRole('button', { name: 'Annuler' }));
  await opinion.getByText('Votre avis est retiré.').waitFor();
  expect(await opinion.getByRole('button', { name: 'Pas utile' }).getAttribute('aria-pressed')).toBe('false');
  // It deletes what it has, once.
  expect(calls.at(-1)).toBe('DELETE 204');
  for (const url of given)
    expect((await sites.service.app.inject({ method: 'DELETE', url })).statusCode, url).toBe(404);
  expectFewActions(actor, 'Donner un avis et le reprendre');
});

/** A mail program is outside the page: a click on its link opens a message that has this address in its text. */
async function expectMail(link: Locator, to: string, address: string): Promise<void> {
  const { pathname, searchParams } = new URL((await link.getAttribute('href')) ?? '');
  expect([pathname, searchParams.get('body')]).toEqual([to, expect.stringContaining(address)]);
}

it('asks the network about an answer', async () => {
  const actor = await visit(ANSWERED);
  const { page } = actor;
  const ask = page.getByRole('link', { name: 'Interroger le réseau' });
  await expectMail(ask, PEERS, page.url());
  await actor.click(ask);
  expectFewActions(actor, 'Interroger le réseau');
});

it('tells an error of a fiche', async () => {
  const actor = await visit(ANSWERED);
  const { page } = actor;
  await actor.click(titles(page).first());
  const tell = page.getByRole('link', { name: 'Signaler une erreur' });
  await tell.waitFor();
  await expectMail(tell, CONTACT, page.url().split('?')[0] ?? '');
  await actor.click(tell);
  expectFewActions(actor, 'Signaler une erreur');
});

it('follows a need of a région', async () => {
  const actor = await visit('/');
  const { page } = actor;
  await actor.fill(territory(page), 'bretagne');
  await actor.click(suggested(page, /^Bretagne/));
  await actor.fill(priorities(page), 'monter une ressourcerie');
  await actor.click(submit(page));
  await actor.click(page.getByRole('link', { name: 'Suivre cette demande' }));
  const address = (await page.locator('.feed-address').textContent()) ?? '';
  const feed = await (await page.request.get(address)).text();
  const [, newest = ''] = /<entry><id>([^<]+)</.exec(feed) ?? [];
  expect(newest).toBe(
    await page
      .locator('.card-list a')
      .first()
      .evaluate((link: HTMLAnchorElement) => link.href),
  );
  expect(feed).toContain('Bretagne');
  expectFewActions(actor, 'Suivre un besoin d’une région');
});

it('keeps the experiences of a theme that are rural, as a table', async () => {
  const actor = await visit('/experiences?theme=alimentation');
  const { page } = actor;
  await actor.click(page.getByRole('link', { name: 'rural', exact: true }));
  const download = page.waitForEvent('download');
  await actor.click(page.getByRole('link', { name: 'Exporter' }));
  const table = await readFile(await (await download).path(), 'utf8');
  expect(table).toContain((await page.locator('.card h3 a').first().getAttribute('href'))?.split('/').at(-1));
  expectFewActions(actor, 'Exporter une liste filtrée');
});

it('puts an answer in a page of another site', async () => {
  const actor = await visit('/', CLIPBOARD);
  const { page } = actor;
  await actor.click(page.getByRole('link', { name: /Intégrer/ }).first());
  await actor.fill(page.getByLabel('Territoire', { exact: true }), 'dontreix');
  await actor.click(suggested(page, /Dontreix/));
  await actor.fill(page.getByLabel('Priorités', { exact: true }), GROCERY);
  await actor.click(page.getByRole('button', { name: 'Copier' }));
  await page.getByRole('status').filter({ hasText: 'Copié.' }).waitFor();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  const other = await sites.newPage(DESKTOP);
  const troubles = await sites.host.open(other, { body: code });
  const card = other.locator('essaimage-recommandations .e-item').first();
  await card.waitFor();
  expect(await card.textContent()).toMatch(/épicerie|multiservice/);
  expect(troubles).toEqual([]);
  expectFewActions(actor, 'Intégrer une réponse à un site');
});

const NEEDS = [
  'Nous voulons ouvrir une épicerie solidaire.',
  'Par ailleurs, comment monter une ressourcerie ?',
  'Enfin, comment créer une monnaie locale ?',
];

it.each([2, 3])(
  'tells the first story in the first screen of a telephone when %i needs are read',
  async (count) => {
    const needs = NEEDS.slice(0, count).join(' ');
    const page = await open(`/?territoire=23131&priorites=${encodeURIComponent(needs)}`, TELEPHONE);
    expect(await bottomOfTwoLines(page.locator('.experience').first())).toBeLessThanOrEqual(
      TELEPHONE.viewport.height,
    );
    expect(await page.locator('.needs-read').getByRole('listitem').count()).toBe(count);
  },
);
