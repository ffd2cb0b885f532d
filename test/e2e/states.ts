import type { Page } from 'playwright-core';

/** A state of the site that a visitor may see. */
export interface State {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

const NEED = 'priorites=ouvrir+une+%C3%A9picerie+solidaire';
/** Path of a complete request: a territory, a need, an answer of status `ok`. */
export const ANSWERED = `/?territoire=200044394&${NEED}`;

const API = '**/v1/recommendations?**';

/** Unfolds everything that the answer folds. */
async function unfoldAll(page: Page): Promise<void> {
  for (const details of await page.locator('.results details').all())
    await details.evaluate((element) => element.setAttribute('open', ''));
}

async function search(page: Page): Promise<void> {
  await page.getByLabel('Vos priorités').fill('ouvrir une épicerie solidaire');
  await page.getByRole('button', { name: 'Chercher', exact: true }).click();
}

const SEARCH_STATES: readonly State[] = [
  { name: 'premiere-visite', path: '/' },
  {
    name: 'suggestions',
    path: '/',
    async prepare(page) {
      await page.getByLabel('Votre territoire').pressSequentially('saint-denis');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'formulaire-ouvert',
    path: '/?territoire=200044394&contexte=rural&themes=alimentation&modifier=1',
    prepare: async (page) => {
      await page.getByText('Corriger ces informations').click({ trial: true });
    },
  },
  { name: 'resultats', path: ANSWERED },
  { name: 'resultats-deplies', path: ANSWERED, prepare: unfoldAll },
  {
    name: 'demande-modifiee',
    path: ANSWERED,
    async prepare(page) {
      await page.getByRole('link', { name: 'Modifier la demande' }).click();
      await page.getByLabel('Votre territoire').waitFor();
    },
  },
  { name: 'note', path: `/note?territoire=200044394&${NEED}` },
  {
    name: 'avis',
    path: ANSWERED,
    async prepare(page) {
      const opinion = page.getByRole('group', { name: 'Cette réponse vous aide-t-elle' });
      await opinion.getByRole('button', { name: 'Pas utile' }).click();
      await opinion.getByText('Merci').waitFor();
    },
  },
  { name: 'filtre', path: `${ANSWERED}&filtre-contexte=rural` },
  { name: 'demande-large', path: '/?territoire=35236&priorites=d%C3%A9velopper+l%E2%80%99ESS' },
  {
    name: 'plusieurs-besoins',
    path: `/?territoire=23131&priorites=${encodeURIComponent('Nous voulons ouvrir une épicerie solidaire. Par ailleurs, comment monter une ressourcerie ?')}`,
  },
  { name: 'rien-de-tres-proche', path: `/?priorites=${encodeURIComponent('une patinoire solidaire')}` },
  {
    name: 'question-a-confier',
    path: `/?priorites=${encodeURIComponent('une patinoire solidaire')}`,
    prepare: (page) => page.getByText('Confier ma question au réseau').click(),
  },
  { name: 'sans-reponse', path: '/?priorites=horaires+des+trains+pour+Paris' },
  { name: 'territoire-inconnu', path: `/?nom=Xyzzyville&${NEED}` },
  { name: 'homonymes', path: `/?nom=saint-denis&${NEED}` },
  { name: 'erreur-de-saisie', path: '/?territoire=200044394&population=beaucoup&priorites=x' },
  {
    name: 'chargement',
    path: '/',
    async prepare(page) {
      await page.route(API, () => {
        // No answer: the state is the wait.
      });
      await search(page);
      await page.getByText('Recherche en cours').waitFor();
    },
  },
  {
    name: 'serveur-lent',
    path: '/',
    async prepare(page) {
      await page.route(API, () => {
        // No answer: the state is the wait.
      });
      await search(page);
      await page.getByText('tarde plus que d’habitude').waitFor();
    },
  },
  {
    name: 'hors-ligne',
    path: '/',
    async prepare(page) {
      await page.route(API, (route) => route.abort('internetdisconnected'));
      await search(page);
      await page.getByRole('heading', { name: 'Le service ne répond pas' }).waitFor();
    },
  },
  {
    name: 'erreur-du-service',
    path: '/',
    async prepare(page) {
      await page.route(API, (route) =>
        route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            type: '/errors#internal',
            title: 'Erreur interne',
            status: 500,
            detail: 'Le service a rencontré une erreur. Recommencez dans une minute.',
            instance: '/v1/recommendations',
            code: 'internal',
            requestId: 'c0ffee00-0000-4000-8000-000000000000',
          }),
        }),
      );
      await search(page);
      await page.getByText('c0ffee00').waitFor();
    },
  },
];

const PAGE_STATES: readonly State[] = [
  { name: 'comparaison', path: '/comparer?fiches=epicerie-solidaire-reignier,flashcoop-mam-cookies-angers' },
  { name: 'page-introuvable', path: '/nulle-part' },
  { name: 'fiche', path: '/experiences/flashcoop-mam-cookies-angers' },
  { name: 'fiche-au-titre-large', path: '/experiences/brianconnais-refuges-solidaires-locaux' },
  { name: 'experiences', path: '/experiences' },
  { name: 'experiences-filtrees', path: '/experiences?mots=recyclerie&contexte=rural' },
  { name: 'experiences-aucune', path: '/experiences?mots=zyxomil&contexte=rural' },
  { name: 'experiences-erreur-de-saisie', path: '/experiences?mots=!!!' },
  { name: 'experiences-filtre-inconnu', path: '/experiences?theme=inconnu' },
  { name: 'themes', path: '/themes' },
  { name: 'theme', path: '/themes/alimentation' },
  { name: 'leviers', path: '/leviers' },
  { name: 'levier', path: '/leviers/scic-capital' },
  {
    name: 'levier-depuis-une-reponse',
    path: '/leviers/subvention?territoire=200044394&priorites=ouvrir+une+%C3%A9picerie',
  },
  { name: 'territoire', path: '/territoires/52269' },
  { name: 'suivre', path: `/suivre?territory=200044394&priorities=ouvrir+une+%C3%A9picerie+solidaire` },
  { name: 'a-propos', path: '/a-propos' },
  { name: 'accessibilite', path: '/accessibilite' },
  { name: 'ecoconception', path: '/ecoconception' },
  { name: 'plan-du-site', path: '/plan-du-site' },
  { name: 'documentation', path: '/docs' },
  {
    name: 'documentation-operation',
    path: '/docs/recommend',
    prepare: (page) =>
      page.evaluate(() => {
        for (const folded of document.querySelectorAll('details')) folded.open = true;
      }),
  },
  { name: 'documentation-ecriture', path: '/docs/correctExperience' },
  { name: 'proposer', path: '/proposer' },
  {
    name: 'proposer-erreurs',
    path: '/proposer',
    async prepare(page) {
      await page.getByLabel('Titre', { exact: true }).fill('Court');
      await page.getByLabel(/^Votre collectivité/).fill('saint-denis');
      await page.getByRole('button', { name: 'Proposer', exact: true }).click();
      await page.getByRole('link', { name: 'choisissez le vôtre' }).waitFor();
    },
  },
  { name: 'proposer-recue', path: '/proposer?recue' },
  { name: 'effacer-une-question-confiee', path: '/confier' },
  { name: 'mentions-legales', path: '/mentions-legales' },
];

export const STATES: readonly State[] = [...SEARCH_STATES, ...PAGE_STATES];
