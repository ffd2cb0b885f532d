import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OPEN_OPERATOR, START_TIMEOUT_MS } from '../http/start-application.ts';
import { createActor } from './actor.ts';
import { readPromisedActions } from './promised-actions.ts';
import { titles } from './search-page.ts';
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
  await page.emulateMedia({ colorScheme: 'light' });
  expect.soft(await violationsOf(page), `${name}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect.soft(await violationsOf(page, ['cat.color']), `${name}, dark: colours alone change`).toEqual([]);
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
    await page.getByRole('link', { name: 'À quelles demandes répond-elle ?' }).waitFor();
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
    await page.getByLabel('Ajouter ou remplacer par').pressSequentially('lorient');
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

describe('judged requests', () => {
  const NEED = 'ouvrir un café associatif dans le bourg';
  const REMEMBERED = 'La rédaction l’a jugée utile pour une demande semblable';
  const ask = (page: Page, path: string) =>
    page.goto(`${site.origin}${path}?${new URLSearchParams({ priorites: NEED })}`);
  const publish = (page: Page) => page.getByRole('button', { name: 'Publier le jugement' });

  /** Asks the site for the first time: its answer is not kept from another one. */
  async function read(): Promise<readonly [titles: readonly string[], reasons: string]> {
    const reader = await site.newPage();
    await ask(reader, '/');
    const reasons = await reader.locator('.why-line').allTextContents();
    return [await titles(reader).allTextContents(), reasons.join()];
  }

  it('change the next answer, and give it back once they are taken back, without a script', async () => {
    const page = await signIn(NO_SCRIPT);
    const [before] = await read();
    const last = before.at(-1) ?? '';
    await page.goto(`${site.origin}/redaction/demandes`);
    const actor = createActor(page);
    await actor.fill(page.getByLabel('La demande', { exact: true }), NEED);
    await actor.click(page.getByRole('button', { name: 'Voir le classement' }));
    await actor.click(page.locator('.graded').filter({ hasText: last }).getByLabel('Exactement'));
    await actor.click(publish(page));
    await page.getByText('Jugement publié : la prochaine réponse en tient compte.').waitFor();
    expectFewActions(actor, 'Juger une demande dont une fiche répond');
    const [after, reasons] = await read();
    expect(after[0]).toBe(last);
    expect(reasons).toContain(REMEMBERED);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('C’est annulé.').waitFor();
    const [restored, others] = await read();
    expect(restored).toEqual(before);
    expect(others).not.toContain(REMEMBERED);
  });

  it('are judged by the keyboard, found again with their grades, and undone by their last judge alone', async () => {
    const page = await signIn();
    await page.goto(`${site.origin}/redaction/demandes`);
    await page.getByLabel('La demande', { exact: true }).fill(NEED);
    await page.getByRole('button', { name: 'Voir le classement' }).click();
    await publish(page).waitFor();
    const actor = createActor(page);
    const meanwhile = await signIn();
    await ask(meanwhile, '/redaction/demandes/juger');
    const first = page.getByRole('radio').first();
    await expect.poll(() => first.evaluate((radio) => radio === document.activeElement)).toBe(true);
    for (const key of ['3', '2', 'ArrowRight']) await actor.press(key);
    await actor.press('Enter');
    await page.getByText('Jugement publié').waitFor();
    expect(actor.actions).toBeLessThanOrEqual(10);
    await meanwhile.locator('.graded').nth(3).getByLabel('Exactement').check();
    await publish(meanwhile).click();
    await meanwhile.getByRole('heading', { name: 'Demande déjà jugée' }).waitFor();
    await expectGood(meanwhile, 'demande jugée entre-temps');
    const kept = meanwhile.locator('.graded input:checked');
    for (const [at, grade] of ['3', '2', '1'].entries()) expect(await kept.nth(at).inputValue()).toBe(grade);
    expect(await meanwhile.getByText('Note publiée : Ne répond pas').count()).toBe(1);
    const other = await signIn();
    await ask(other, '/redaction/demandes/juger');
    await other.getByRole('heading', { name: 'Demande jugée', exact: true }).waitFor();
    const grades = other.locator('.graded input:checked');
    for (const [at, grade] of ['3', '2', '1', '0'].entries())
      expect(await grades.nth(at).inputValue()).toBe(grade);
    await other.getByLabel('Il manque une fiche').fill('cantine');
    await other.keyboard.press('Enter');
    await other.getByRole('heading', { name: 'Les fiches que vous ajoutez' }).waitFor();
    await expectGood(other, 'fiches ajoutées');
    await other.locator('.graded').first().getByLabel('Un peu').check();
    await publish(other).click();
    await other.getByText('Jugement publié').waitFor();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('Rien n’est annulé : quelqu’un a jugé la demande depuis.').waitFor();
    await other.getByRole('button', { name: 'Annuler' }).click();
    await other.getByText('C’est annulé.').waitFor();
  });

  it('take fiches found by their words when the ranking has none, or a territory that is chosen', async () => {
    const page = await signIn();
    const asked = new URLSearchParams({ priorites: 'horaires des trains pour Paris', nom: 'saint-denis' });
    await page.goto(`${site.origin}/redaction/demandes/juger?${asked}`);
    await page.getByText('Plusieurs territoires répondent').waitFor();
    await expectGood(page, 'homonymes de la demande');
    await page.getByRole('radio', { name: /Réunion/ }).check();
    await page.getByRole('button', { name: 'Voir le classement' }).click();
    await page.getByText('Le classement ne propose aucune fiche').waitFor();
    await expectGood(page, 'demande sans classement');
    await page.getByLabel('Il manque une fiche').fill('zyxomil');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.getByText('Aucune fiche n’a ces mots').waitFor();
  });

  it('keep their notes while they change, and leave for good, without a script', async () => {
    const page = await signIn(NO_SCRIPT);
    await page.goto(
      `${site.origin}/redaction/demandes/juger?priorites=${encodeURIComponent(`${NEED}, a@exemple.fr`)}`,
    );
    await page.getByText('Retirez ce qui désigne quelqu’un : a@exemple.fr.').waitFor();
    await page.getByLabel('La demande', { exact: true }).fill(`${NEED} de Dupont`);
    await page.getByRole('button', { name: 'Voir le classement' }).click();
    await publish(page).click();
    await page.getByRole('heading', { name: 'Aucune fiche ne répond : publier quand même ?' }).waitFor();
    const first = page.locator('.graded').first();
    const title = await first.getByRole('link').textContent();
    await first.getByLabel('Exactement').check();
    await page.locator('label:has([name="levier"])').first().click();
    await page.getByRole('button', { name: 'Voir 50 fiches' }).click();
    await page.locator('.graded').nth(25).waitFor();
    await page.getByRole('button', { name: 'Modifier la demande' }).click();
    await page.getByRole('heading', { name: 'Modifier la demande' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#demande');
    await page.getByLabel('La demande', { exact: true }).fill(`${NEED} de la commune de Dupont`);
    await page.getByRole('button', { name: 'Voir le classement' }).click();
    expect(await page.locator('input[name="levier"]:checked').count()).toBe(1);
    await publish(page).click();
    await page.getByText('Jugement publié').waitFor();
    await page.getByRole('link', { name: /Dupont/ }).click();
    const best = page.locator('.graded').first();
    expect(await best.getByRole('link').textContent()).toBe(title);
    expect(await best.getByLabel('Exactement').isChecked()).toBe(true);
    // Judged twice, it leaves whole.
    await best.getByLabel('Répond', { exact: true }).check();
    await publish(page).click();
    await page.getByRole('link', { name: /Dupont/ }).click();
    await page.getByText('Retirer ce jugement').click();
    await page.getByRole('button', { name: 'Retirer pour de bon' }).click();
    await page.getByText('Jugement retiré').waitFor();
    expect(await page.content()).not.toContain('Dupont');
  });

  it('are shown for a published fiche, which says which of them it answers', async () => {
    const page = await signIn();
    await page.goto(`${site.origin}/redaction/propositions/epicerie-solidaire-reignier`);
    const actor = createActor(page);
    await actor.click(page.getByRole('link', { name: 'À quelles demandes répond-elle ?' }));
    expect(await page.locator('.graded').count()).toBe(10);
    await expectGood(page, 'demandes proches');
    const [one, two] = [page.locator('.graded').nth(0), page.locator('.graded').nth(1)];
    const chosen = await one.locator('input:checked').inputValue();
    for (const each of [one, two]) await actor.click(each.getByLabel('Répond', { exact: true }));
    await actor.click(page.getByRole('button', { name: 'Enregistrer' }));
    await page.getByText('Jugements publiés').waitFor();
    expectFewActions(actor, 'Dire d’une fiche publiée qu’elle répond à deux demandes');
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('C’est annulé.').waitFor();
    await page.goBack();
    await page.reload();
    expect(await one.locator('input:checked').inputValue()).toBe(chosen);
  });

  it('come from visitors who entrust them, without a script, and leave the list once judged or set aside', async () => {
    const visitor = await site.newPage(NO_SCRIPT);
    const entrust = async (priorities: string) => {
      await visitor.goto(`${site.origin}/?${new URLSearchParams({ priorites: priorities })}`);
      await visitor.getByText('Confier ma question au réseau').click();
      await visitor.getByLabel(/^J’accepte/).check();
      await visitor.getByRole('button', { name: 'Confier ma question' }).click();
      await visitor.getByRole('heading', { name: 'Votre question est confiée' }).waitFor();
    };
    await entrust('une patinoire solidaire de Dupont');
    await entrust('une patinoire effacée');
    await visitor.getByLabel(/^Je confirme/).check();
    await visitor.getByRole('button', { name: 'Effacer la question' }).click();
    await visitor.getByRole('heading', { name: 'Votre question est effacée' }).waitFor();
    await entrust('horaires des trains pour Paris');

    const page = await signIn();
    await page.goto(`${site.origin}/redaction/demandes`);
    const list = page.getByRole('form', { name: /^Confiées par des visiteurs/ });
    const titles = () => list.getByRole('heading', { level: 3 }).allTextContents();
    expect(await titles()).toEqual(['une patinoire solidaire de Dupont', 'horaires des trains pour Paris']);
    await expectGood(page, 'questions confiées');
    await page.getByRole('link', { name: 'Demandes 2' }).waitFor();
    await list.getByText('Écarter', { exact: true }).nth(1).click();
    await list.getByRole('button', { name: 'Effacer la question pour de bon' }).click();
    await page.getByText('Question écartée').waitFor();
    await list.getByRole('link', { name: /Dupont/ }).click();
    // The editor removes the name.
    await page.getByRole('button', { name: 'Modifier la demande' }).click();
    await page.getByRole('heading', { name: 'Modifier la demande' }).waitFor();
    await expectGood(page, 'demande modifiée');
    await page.getByLabel('La demande', { exact: true }).fill('une patinoire solidaire');
    await page.getByRole('button', { name: 'Voir le classement' }).click();
    await publish(page).click();
    await page.getByRole('button', { name: 'Publier quand même' }).waitFor();
    await expectGood(page, 'rien ne répond');
    await page.getByRole('button', { name: 'Publier quand même' }).click();
    await page.getByText('La question confiée est effacée.').waitFor();
    expect(await titles()).toEqual([]);
    await page.getByRole('link', { name: 'une patinoire solidaire', exact: true }).waitFor();
    expect(await page.content()).not.toContain('Dupont');
  });

  it('are for editors', async () => {
    const page = await site.open('/redaction/demandes');
    await page.getByLabel('Clé de rédaction').waitFor();
  });
});

it(
  'lists 60 proposals in pages, and publishes those that are checked together',
  async () => {
    const page = await signIn();
    const many = Array.from({ length: 60 }, (_, index) =>
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
    // Sixty accounts of one town look alike.
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
  for (const path of [
    'propositions?liste=set-aside',
    'avis',
    'adresses',
    'angles-morts',
    'demandes',
    'demandes/w1001',
  ]) {
    await page.goto(`${site.origin}/redaction/${path}`);
    await expectGood(page, path);
  }
});
