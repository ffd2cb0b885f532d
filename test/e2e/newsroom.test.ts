import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OPEN_OPERATOR, START_TIMEOUT_MS } from '../http/start-application.ts';
import { createActor } from './actor.ts';
import { readPromisedActions } from './promised-actions.ts';
import { overflowOf, type Site, startSite, violationsOf } from './site.ts';

const NO_SCRIPT = { javaScriptEnabled: false };
const LISTING = 'Réseau des collectivités Territoriales pour une Économie Solidaire';
const IMPORT_TIMEOUT_MS = 240_000;

/** Fictional pages, as a network would publish them. */
function resource(title: string, text: string): string {
  return `${title}\n\n${text}\n\nType de ressource\nRessources RTES\nRessource privée\nNon\n`;
}

const MEETING = resource(
  'Rencontre des lieux partagés - mai 2023',
  'Redon Agglomération a mis à disposition d’une association un local communal pour ouvrir une épicerie solidaire en 2021. L’intercommunalité a versé une subvention de 20 000 €.\n\nLa Ville d’Angers est entrée au capital de la SCIC Les Cuisines du Coin en 2022, à hauteur de 15 000 €. La coopérative livre chaque jour 300 repas.\n\nUn marché de gros réservé a aussi été évoqué, sans que personne ne le porte.',
);

let site: Site;
let key: string;
let folder: string;
let expectFewActions: Awaited<ReturnType<typeof readPromisedActions>>;
beforeAll(async () => {
  expectFewActions = await readPromisedActions('redaction.md');
  site = await startSite({ operator: OPEN_OPERATOR });
  folder = await mkdtemp(join(tmpdir(), 'essaimage-newsroom-'));
  const { essaimage } = site.application;
  key = (await essaimage.keys.create({ label: 'Rédaction', scopes: ['import', 'read:members'] })).token;
  site.application.startImportJobs();
}, START_TIMEOUT_MS);
afterEach(() => site.closePages());
afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

/** One session for all: sign-ins of one address are limited. */
let session: Awaited<ReturnType<BrowserContext['storageState']>> | undefined;

async function signIn(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await site.newPage(session === undefined ? options : { ...options, storageState: session });
  // A page waits for the publication of an import on a busy machine.
  page.setDefaultNavigationTimeout(IMPORT_TIMEOUT_MS);
  await page.goto(`${site.origin}/redaction`);
  if (session === undefined) {
    await page.getByLabel('Clé de rédaction').fill(key);
    await page.getByRole('button', { name: 'Entrer' }).click();
  }
  await page.getByRole('heading', { name: 'Rédaction', exact: true }).waitFor();
  session = await page.context().storageState();
  return page;
}

/** Waits until no import goes on, without a script. */
async function untilImported(page: Page): Promise<void> {
  while (await page.getByRole('button', { name: /^Arrêter/ }).count()) {
    await page.waitForTimeout(500);
    await page.goto(`${site.origin}/redaction`);
  }
}

async function importText(page: Page, name: string, text: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, `${LISTING}\n\n${text}`);
  await page.goto(`${site.origin}/redaction`);
  await page.getByLabel('Ou un fichier').setInputFiles(path);
  await page.getByRole('button', { name: 'Importer' }).click();
  await untilImported(page);
}

const queue = (page: Page) => page.goto(`${site.origin}/redaction/propositions`);
/** Opens the fiche of the list whose title has this name. */
async function openProposal(name: RegExp, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await signIn(options);
  await queue(page);
  await page.getByRole('link', { name }).click();
  return page;
}
const idOf = (page: Page) => decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
const isPublic = async (id: string) =>
  (await site.app.inject(`/v1/experiences/${encodeURIComponent(id)}`)).statusCode === 200;

async function expectGood(page: Page, name: string): Promise<void> {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect.soft(await overflowOf(page), `${name}, ${width} px`).toBe(0);
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await violationsOf(page), `${name}, ${colorScheme}`).toEqual([]);
  }
}

describe('an editor', () => {
  it(
    'brings a page in and publishes a fiche, without a script',
    async () => {
      const page = await signIn(NO_SCRIPT);
      const path = join(folder, 'rencontre.txt');
      await writeFile(path, `${LISTING}\n\n${MEETING}`);
      const actor = createActor(page);
      await actor.choose(page.getByLabel('Ou un fichier'), path);
      await actor.click(page.getByRole('button', { name: 'Importer' }));
      await untilImported(page);
      await actor.click(page.getByRole('link', { name: /^Relire \(/ }));
      await actor.click(page.getByRole('link', { name: /Angers/ }));
      const id = idOf(page);
      expect(await isPublic(id)).toBe(false);
      const title = page.getByLabel('Titre', { exact: true });
      await actor.fill(title, 'Angers entre au capital d’une cuisine coopérative');
      await actor.click(page.getByRole('button', { name: 'Publier, puis la suivante' }));
      await page.getByText('Fiche publiée.').waitFor();
      expectFewActions(actor, 'Importer une page, réécrire un titre, publier une fiche');
      expect(idOf(page)).not.toBe(id);
      expect(await isPublic(id)).toBe(true);
      await page.getByRole('button', { name: 'Annuler' }).click();
      await page.getByText('C’est annulé.').waitFor();
      expect(idOf(page)).toBe(id);
      expect(await isPublic(id)).toBe(false);
      expect(await title.inputValue()).not.toContain('cuisine coopérative');
    },
    IMPORT_TIMEOUT_MS,
  );

  it('publishes a fiche that lacks nothing from the list', async () => {
    const page = await signIn(NO_SCRIPT);
    await queue(page);
    const actor = createActor(page);
    await actor.click(page.getByRole('button', { name: /^Publier.*Redon/ }));
    await page.getByText('Fiche publiée.').waitFor();
    expectFewActions(actor, 'Publier une fiche juste');
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('C’est annulé.').waitFor();
  });

  it('is asked once about the doubts of an open fiche, and may publish it all the same', async () => {
    const page = await openProposal(/Redon/);
    const id = idOf(page);
    await page.getByText(/^Thèmes : /).click();
    const themes = page.locator('#champ-themes input:checked');
    while (await themes.count()) await themes.first().uncheck();
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await page.getByRole('heading', { name: 'Publier malgré ces doutes' }).waitFor();
    await page.getByText('À vérifier : thème à choisir.').waitFor();
    expect(await themes.count()).toBe(0);
    expect(await isPublic(id)).toBe(false);
    await expectGood(page, 'doutes d’une fiche');
    await page.getByRole('button', { name: 'Publier quand même', exact: true }).click();
    await page.getByText('Fiche publiée.').waitFor();
    expect(await isPublic(id)).toBe(true);
    await page.getByText(/^Historique/).click();
    await page.getByText(', Rédaction :').first().waitFor();
    await page.getByRole('button', { name: 'Annuler', exact: true }).click();
    await page.getByText('C’est annulé.').waitFor();
  });

  it('corrects a wrong lever with the sentence that proves it, which the text then shows', async () => {
    const page = await openProposal(/Angers/, NO_SCRIPT);
    const lever = page.getByLabel('Levier 1', { exact: true });
    await lever.selectOption({ label: 'Subvention et financement direct' });
    await page.locator('#usage-0').fill('Une phrase que le texte ne dit pas.');
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await page.getByText('se prouve mot pour mot').waitFor();
    await page.goto(page.url());
    const actor = createActor(page);
    await actor.select(lever, { label: 'Subvention et financement direct' });
    await actor.fill(page.locator('#usage-0'), 'La coopérative livre chaque jour 300 repas.');
    await actor.click(page.getByRole('button', { name: 'Publier', exact: true }));
    await page.getByText('Fiche publiée.').waitFor();
    expectFewActions(actor, 'Corriger un levier avec sa preuve, et publier');
    expect(await lever.locator('option:checked').textContent()).toBe('Subvention et financement direct');
    const proof = page.locator('#champ-levers-0').getByRole('link', { name: /^Preuve/ });
    const target = await proof.getAttribute('href');
    expect(await page.locator(`mark[data-marks~="${target?.slice(1)}"]`).allTextContents()).toContain(
      '300 repas',
    );
    await page.getByRole('button', { name: 'Annuler', exact: true }).click();
    await page.getByText('C’est annulé.').waitFor();
  });

  it('chooses among the territories of a typed name', async () => {
    const page = await openProposal(/Redon/);
    await page.getByLabel('Ajouter ou remplacer par').fill('Saint-Denis');
    await page.getByRole('button', { name: 'Enregistrer sans publier' }).click();
    await page.getByText('Plusieurs territoires portent ce nom').waitFor();
    await expectGood(page, 'homonymes');
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Enregistrer sans publier' }).click();
    await page.getByRole('checkbox', { name: /^Saint-Denis/ }).waitFor();
  });

  it('keeps what two editors correct at once, and undoes nothing that another correction followed', async () => {
    const [first, second] = [await openProposal(/Redon/, NO_SCRIPT), await openProposal(/Redon/)];
    await first.getByLabel('Contexte').selectOption('rural');
    await first.getByRole('button', { name: 'Enregistrer sans publier' }).click();
    await first.getByText('Corrections enregistrées.').waitFor();
    const title = 'Un local pour l’épicerie solidaire de Redon';
    await second.getByLabel('Titre', { exact: true }).fill(title);
    await second.getByRole('checkbox', { name: /^Saint-Denis/ }).uncheck();
    await second.getByRole('button', { name: 'Publier, puis la suivante' }).click();
    await second.getByText('la fiche a changé entre-temps').waitFor();
    expect(await isPublic(idOf(second))).toBe(false);
    expect(await second.getByLabel('Titre', { exact: true }).inputValue()).toBe(title);
    expect(await second.getByLabel('Contexte').inputValue()).toBe('rural');
    expect(await second.getByRole('checkbox', { name: /^Saint-Denis/ }).isChecked()).toBe(false);
    expect(await second.locator('.notice .diff tbody').textContent()).toMatch(/Contexte.*Rural/s);
    await expectGood(second, 'changée entre-temps');
    await second.getByRole('button', { name: 'Enregistrer sans publier' }).click();
    await second.getByText('Corrections enregistrées.').waitFor();
    expect(await second.getByLabel('Titre', { exact: true }).inputValue()).toBe(title);
    expect(await second.getByLabel('Contexte').inputValue()).toBe('rural');
    await first.getByRole('button', { name: 'Annuler', exact: true }).click();
    await first.getByText('Rien n’est annulé').waitFor();
    await second.getByRole('button', { name: 'Annuler', exact: true }).click();
    await second.getByText('C’est annulé.').waitFor();
    expect(await second.getByLabel('Contexte').inputValue()).toBe('rural');
    expect(await second.getByLabel('Titre', { exact: true }).inputValue()).not.toBe(title);
  });

  it('draws a missing experience from a passage', async () => {
    const page = await openProposal(/Redon/, NO_SCRIPT);
    await page.getByText('Il manque une expérience dans ce texte').click();
    await page.getByLabel('De la phrase').selectOption({ index: 4 });
    await page.getByLabel('À la phrase').selectOption({ index: 4 });
    await page.getByRole('button', { name: 'Tirer une expérience de ce passage' }).click();
    await page.getByText('Une expérience de plus').waitFor();
    expect(await page.getByLabel('Récit').inputValue()).toContain('marché de gros');
  });

  it(
    'merges two tellings of one experience, and takes the merge back',
    async () => {
      const page = await signIn(NO_SCRIPT);
      const story =
        'La Ville d’Angers est entrée au capital de la SCIC Les Cuisines du Coin en 2022, à hauteur de 15 000 €. La coopérative livre chaque jour 300 repas.';
      await importText(page, 'autre.txt', resource('Une cuisine qui appartient à ceux qui y mangent', story));
      await queue(page);
      await page.locator('a[href*="ceux-qui-y-mangent"][href$="#semblables"]').click();
      const id = idOf(page);
      const actor = createActor(page);
      await actor.click(page.getByRole('button', { name: /^Fusionner/ }).first());
      await page.getByText('Fiches fusionnées').waitFor();
      expectFewActions(actor, 'Fusionner deux récits d’une même expérience');
      expect(idOf(page)).not.toBe(id);
      await page.goto(`${site.origin}/redaction/propositions/${encodeURIComponent(id)}`);
      await page.getByText('écartée', { exact: true }).first().waitFor();
      await page.goBack();
      await page.getByRole('button', { name: 'Annuler' }).click();
      await page.getByText('C’est annulé.').waitFor();
      await page.goto(`${site.origin}/redaction/propositions/${encodeURIComponent(id)}`);
      await page.getByText('à relire', { exact: true }).first().waitFor();
    },
    IMPORT_TIMEOUT_MS,
  );

  it(
    'merges a published fiche with any other one, and its readers follow',
    async () => {
      const page = await signIn(NO_SCRIPT);
      const [gone, kept] = ['flashcoop-mam-cookies-angers', 'mamas-de-grigny'];
      await page.goto(`${site.origin}/redaction/propositions/${gone}`);
      const actor = createActor(page);
      await actor.click(page.getByRole('link', { name: 'Fusionner avec une autre fiche…' }));
      await actor.fill(page.getByLabel('Mots, identifiant ou adresse'), `${site.origin}/experiences/${kept}`);
      await actor.click(page.getByRole('button', { name: 'Chercher' }));
      await actor.click(page.getByRole('heading', { level: 3 }).getByRole('link').first());
      await actor.click(page.getByRole('button', { name: /^Fusionner/ }).first());
      await page.getByText('Fiches fusionnées').waitFor();
      expectFewActions(actor, 'Fusionner avec une fiche que l’on nomme');
      expect(idOf(page)).toBe(kept);
      const reader = await site.newPage();
      await reader.goto(`${site.origin}/experiences/${gone}`);
      expect(idOf(reader)).toBe(kept);
      await page.getByRole('button', { name: 'Annuler' }).click();
      await page.getByText('C’est annulé.').waitFor();
      await reader.goto(`${site.origin}/experiences/${gone}`);
      expect(idOf(reader)).toBe(gone);
    },
    IMPORT_TIMEOUT_MS,
  );

  it('marks the proof of the field that has the focus, and suggests territories', async () => {
    const page = await openProposal(/Redon/);
    await page.getByLabel('Année').focus();
    await expect.poll(() => page.locator('mark.is-lit').allTextContents()).toEqual(['2021']);
    await page.getByRole('combobox', { name: 'Ajouter ou remplacer par' }).pressSequentially('lorient');
    await page
      .getByRole('option', { name: /Lorient/ })
      .first()
      .click();
    await page.getByLabel('Année').press('Enter');
    await page.getByText('Corrections enregistrées.').waitFor();
    await page.getByRole('checkbox', { name: /Lorient/ }).waitFor();
    expect(await isPublic(idOf(page)), 'the Enter key saves without publishing').toBe(false);
  });

  it('reaches the decision by the keyboard before any field', async () => {
    const page = await openProposal(/Redon/);
    await page.getByRole('link', { name: 'Angles morts' }).focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Publier, puis la suivante');
  });
});

it(
  'lists 200 proposals in pages, and publishes those that are checked together',
  async () => {
    const page = await signIn();
    const many = Array.from({ length: 200 }, (_, index) =>
      resource(
        `Fiche fictive numéro ${index + 1}`,
        `La Ville d’Angers a versé une subvention de ${1000 + index} € à l’association du quartier ${index + 1}.`,
      ),
    );
    await importText(page, 'beaucoup.txt', many.join('\n'));
    await queue(page);
    expect(await page.locator('.proposal').count()).toBe(25);
    await expectGood(page, 'liste');
    const before = await page.locator('.proposal h2').allTextContents();
    await page.getByRole('link', { name: 'La suite' }).click();
    const after = await page.locator('.proposal h2').allTextContents();
    expect(after).toHaveLength(25);
    expect(after.filter((title) => before.includes(title))).toEqual([]);
    const actor = createActor(page);
    await actor.click(page.getByRole('button', { name: 'Tout cocher' }));
    await actor.click(page.getByRole('button', { name: 'Publier les fiches cochées' }));
    // Two hundred accounts of one town look alike.
    await page.getByRole('heading', { name: 'Publier malgré ces doutes' }).waitFor();
    await expectGood(page, 'doutes');
    await actor.click(page.getByRole('button', { name: /quand même$/ }));
    await page.getByText('Fiches publiées.').waitFor();
    expectFewActions(actor, 'Publier une page de la liste, doutes compris');
    await page.getByRole('link', { name: /^Publiées/ }).click();
    expect(await page.locator('.proposal h2').allTextContents()).toEqual(expect.arrayContaining(after));
  },
  IMPORT_TIMEOUT_MS,
);

it('has no violation of accessibility on any of its pages', async () => {
  const page = await signIn();
  await expectGood(page, 'accueil');
  await queue(page);
  await page.getByRole('link', { name: /Redon/ }).click();
  for (const details of await page.locator('details').all())
    await details.evaluate((element) => element.setAttribute('open', ''));
  await expectGood(page, 'fiche');
  await page.goto(`${page.url()}/fusion?mots=cuisine`);
  await expectGood(page, 'fusion');
  await page.getByRole('heading', { level: 3 }).getByRole('link').first().click();
  await expectGood(page, 'comparaison');
  for (const path of ['propositions?liste=set-aside', 'avis', 'adresses', 'angles-morts']) {
    await page.goto(`${site.origin}/redaction/${path}`);
    await expectGood(page, path);
  }
});
