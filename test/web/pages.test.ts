import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readRecorded } from '../../evaluation/recorded.ts';
import type { Essaimage } from '../../src/application/essaimage.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { formatNumber } from '../../src/domain/french/formats.ts';
import { NOBODY } from '../../src/http/app.ts';
import MEASURED from '../../web/page/reference/measured-relevance.json' with { type: 'json' };
import { clientOf } from '../http/http-client.ts';
import { stubApplication } from '../http/stub-application.ts';
import { HOSTILE, importHostileFiche } from './drawn-fiche.ts';
import { plainly, type ReadPage, readPage } from './read-page.ts';
import { builtPages, openWebsite } from './website.ts';

const ID = 'flashcoop-mam-cookies-angers';
/** Criteria of each theme of the RGAA 4.1.2. */
const CRITERIA_BY_THEME = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

const website = openWebsite({
  operator: { ...NOBODY, name: 'Réseau d’exemple', contact: 'contact@example.org' },
});
const { fetchPage, open, askApi } = website;

/** Builds the pages on a service with stubbed use cases. */
async function createAppWith(essaimage: Essaimage) {
  return stubApplication(essaimage, {}, { web: await builtPages() });
}

describe('a fiche', () => {
  it('shows every field of the API, and explains its acronyms, without a script', async () => {
    const [page, fiche] = await Promise.all([open(`/experiences/${ID}`), askApi(`/v1/experiences/${ID}`)]);
    expect(page.scripts).toEqual([]);
    const shown = page.plain;
    const facts = [
      fiche.title,
      fiche.summary,
      String(fiche.year),
      ...fiche.actors,
      ...fiche.themes.map(({ label }: { label: string }) => label),
      ...fiche.levers.flatMap(({ label, what }: { label: string; what: string }) => [label, what]),
      ...fiche.figures.map(({ label }: { label: string }) => label),
      '6 000 €',
      'Urbain',
      'Code SIREN : 244900015',
      'Maine-et-Loire, Pays de la Loire',
      fiche.source.publisher,
    ];
    for (const fact of facts) expect(shown).toContain(fact);
    expect(page.hrefs).toEqual(
      expect.arrayContaining(['/themes/alimentation', '/leviers/locaux', fiche.source.url]),
    );
    expect(page.text).toContain('RTES');
    expect(page.text).toContain('coopérative d’activité et d’emploi');
    expect(shown).toMatch(/adresse précise inconnue :\s+accueil du site/);
  });

  it('has its own address, title and description, and structured data', async () => {
    const page = await open(`/experiences/${ID}`);
    expect(page.title).toBe(
      'Flashcoop Mam Cookies\u00a0: une coopérative de sept jours dans le quartier Belle-Beille, à Angers – Essaimage',
    );
    expect(page.canonical).toMatch(new RegExp(`^http://[^/]+/experiences/${ID}$`));
    expect(page.meta.get('og:url')).toBe(page.canonical);
    expect(page.meta.get('og:type')).toBe('article');
    expect(page.meta.get('description')?.length).toBeLessThanOrEqual(201);
    expect(page.meta.has('robots')).toBe(false);
    expect(page.structuredData).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Article',
      url: page.canonical,
      inLanguage: 'fr',
      temporalCoverage: '2021',
      about: expect.arrayContaining([expect.objectContaining({ name: 'Alimentation durable' })]),
      spatialCoverage: [
        {
          '@type': 'AdministrativeArea',
          name: 'Angers Loire Métropole',
          identifier: { propertyID: 'SIREN', value: '244900015' },
          containedInPlace: { name: 'Maine-et-Loire' },
        },
      ],
      isBasedOn: { '@type': 'CreativeWork', datePublished: '2021' },
      citation: expect.stringContaining('Pratiques culinaires informelles'),
    });
  });

  it('links to its neighbours, with what they share', async () => {
    const [page, similar] = await Promise.all([
      open(`/experiences/${ID}`),
      askApi(`/v1/experiences/${ID}/similar`),
    ]);
    const paths = page.hrefs.filter((href) => href.startsWith('/experiences/'));
    expect(paths).toEqual(
      similar.experiences.map(
        ({ experience }: { experience: { id: string } }) => `/experiences/${experience.id}`,
      ),
    );
    expect(page.ids).toContain('proches');
    expect(page.text).toMatch(/Thèmes? communs?\u00a0: /);
  });

  it('leads back to the answer that led to it, also once sent, or to the list', async () => {
    const asked = 'territoire=200044394&priorites=ouvrir+une+%C3%A9picerie';
    const answer = await open(`/?${asked}`);
    const path = answer.links.find(({ href }) => href.startsWith('/experiences/'))?.href ?? '';
    const fiche = await open(path);
    expect(fiche.links).toContainEqual({ href: `/?${asked}`, text: 'Revenir à la réponse' });
    expect(fiche.hrefs.some((href) => decodeURIComponent(href).endsWith(path))).toBe(true);
    expect([fiche.meta.get('robots'), fiche.canonical?.includes('?')]).toEqual(['noindex', false]);
    expect((await open(`/experiences/${ID}`)).text).toContain('Toutes les expériences');
    const compared = await open(`/comparer?fiches=${ID}&${asked}`);
    expect(compared.hrefs).toContain(`/experiences/${ID}?${asked}`);
    const own = '?territoire=06084&priorites=cantine';
    expect((await open(`/${own}`)).hrefs).toContain(`/experiences/regie-agricole-mouans-sartoux${own}`);
  });

  it('links to a search with its themes', async () => {
    const { links } = await open(`/experiences/${ID}`);
    const start = links.find(({ text }) => text === 'Chercher pour mon territoire')?.href ?? '';
    const search = await open(start.split('#')[0] ?? '');
    expect(new URL(start, 'http://x').searchParams.get('themes')?.split(',')).toContain(
      'economie-informelle',
    );
    expect(search.ids).toContain(start.split('#')[1]);
    expect(search.text).toContain('4\u00a0choix');
  });

  it('escapes hostile texts, and shows the quote behind each field', async () => {
    const id = await importHostileFiche(website.application);
    const page = await open(`/experiences/${id}`);
    expect(page.scripts).toEqual([]);
    expect(page.headings[0]?.text).toBe(`Un local ${HOSTILE}`);
    expect(page.title).toContain(HOSTILE);
    expect(page.structuredData).toMatchObject({
      headline: `Un local ${HOSTILE}`,
      spatialCoverage: [{ name: `Exemple ${HOSTILE}` }],
      mentions: [{ name: 'Association "A & B"' }],
    });
    expect(page.text).toContain('1er janvier 2020');
    expect(page.hrefs).toContain('https://example.org/?a=1&b="2"');
    const [, proofs = ''] = page.text.split('D’où viennent ces informations');
    expect(proofs).toMatch(/Année «\u00a0En 2020\u00a0»/);
    expect(proofs).toMatch(/Levier\u00a0: Mise à disposition de locaux «\u00a0prête un local/);
    // The title was corrected: its quote no longer proves it.
    expect(proofs).not.toMatch(/Titre «/);
  });
});

describe('themes and levers', () => {
  it('lists every theme with its number of experiences', async () => {
    const [page, { themes }] = await Promise.all([open('/themes'), askApi('/v1/themes')]);
    for (const { id, experienceCount } of themes) {
      expect(page.hrefs).toContain(`/themes/${id}`);
      expect(page.texts).toContain(`${experienceCount}\u00a0expérience${experienceCount > 1 ? 's' : ''}`);
    }
  });

  it('pages through all the experiences of a theme, each once', async () => {
    const { themes } = await askApi('/v1/themes');
    const widest = themes.toSorted(
      (a: { experienceCount: number }, b: { experienceCount: number }) =>
        b.experienceCount - a.experienceCount,
    )[0];
    const seen: string[] = [];
    let pageCount = 0;
    let next: string | undefined = `/themes/${widest.id}`;
    while (next !== undefined) {
      const page: ReadPage = await open(next);
      expect(page.meta.has('robots')).toBe(pageCount > 0);
      expect(page.canonical).toMatch(new RegExp(`/themes/${widest.id}$`));
      seen.push(...page.hrefs.filter((href) => href.startsWith('/experiences/')));
      next = page.links.find(({ text }) => text === 'Page suivante')?.href;
      pageCount += 1;
    }
    expect(pageCount).toBe(Math.ceil(widest.experienceCount / 20));
    expect(pageCount).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(widest.experienceCount);
    expect(seen).toHaveLength(widest.experienceCount);
  });

  it('shows the definition of a lever, who may use it, its law and its cases', async () => {
    const [page, lever] = await Promise.all([
      open('/leviers/scic-capital'),
      askApi('/v1/levers/scic-capital'),
    ]);
    const shown = page.plain;
    expect(shown).toContain(plainly(lever.definition));
    expect(shown).toContain(plainly(lever.review));
    for (const { text, ref } of lever.whoMay) {
      expect(shown).toContain(plainly(text));
      expect(shown).toContain(plainly(ref ?? ''));
    }
    for (const { ref, about, address } of lever.texts) {
      for (const text of [ref, about]) expect(shown).toContain(plainly(text));
      expect(page.hrefs).toContain(address.url);
    }
    for (const text of [...lever.watchOut, ...lever.firstSteps]) expect(shown).toContain(plainly(text));
    for (const { label } of lever.thresholds) expect(shown).toContain(plainly(label));
    expect(lever.experiences.length).toBeGreaterThan(0);
    for (const { id, what } of lever.experiences) {
      expect(shown).toContain(plainly(what));
      expect(page.hrefs).toContain(`/experiences/${id}`);
    }
    expect(page.hrefs).toContain('/suivre?lever=scic-capital');
    expect(page.structuredData).toMatchObject({ '@type': 'DefinedTerm' });
  });

  it('puts first, on the page of a lever, the kind that asks and the experiences closest to its question', async () => {
    const asked = 'territoire=200044394&priorites=ouvrir+une+%C3%A9picerie';
    const [page, lever] = await Promise.all([
      open(`/leviers/subvention?${asked}`),
      askApi('/v1/levers/subvention'),
    ]);
    const shown = page.plain;
    const own = plainly(lever.whoMay.find(({ kind }: { kind: string }) => kind === 'epci').text);
    expect(shown).toContain(`Qui peut l'utiliser Vous : ${own}`);
    expect(shown).toContain('autres collectivités à statut particulier : à vérifier.');
    for (const { text } of lever.whoMay) {
      expect(shown.split(plainly(text))).toHaveLength(2);
      expect(shown.indexOf(plainly(text))).toBeGreaterThanOrEqual(shown.indexOf(own));
    }
    const ids = lever.experiences.map(({ id }: { id: string }) => `/experiences/${id}`);
    const fiches = page.hrefs.filter((href) => href.startsWith('/experiences/'));
    // The sums of the orders of magnitude name experiences before the list does.
    const cases = fiches.slice(-ids.length).map((href) => href.split('?')[0]);
    expect(cases.toSorted()).toEqual(ids.toSorted());
    expect(cases).not.toEqual(ids);
    expect(page.headings.find(({ level }) => level === 3)?.text).toContain('épicerie');
    expect(page.meta.get('robots')).toBe('noindex');
    expect(page.canonical).toMatch(/\/leviers\/subvention$/);
    expect(page.hrefs).toContain(`/?${asked}`);
  });

  it('reads as for anybody when the question of its address cannot be answered', async () => {
    const [page, plainPage] = await Promise.all([
      open('/leviers/locaux?territoire=99999'),
      open('/leviers/locaux'),
    ]);
    const cases = ({ hrefs }: ReadPage) =>
      hrefs.map((href) => href.split('?')[0]).filter((path) => path?.startsWith('/experiences/'));
    expect(cases(page)).toEqual(cases(plainPage));
    expect(page.text).not.toContain('Vous :');
  });

  it('says on each lever of an answer which condition the collectivité has, its page one link away', async () => {
    const asked = 'territoire=23&type=departement&priorites=soutenir+des+entreprises';
    const query = 'territory=23&territoryKind=departement&priorities=soutenir+des+entreprises&limit=12';
    const [page, { levers }] = await Promise.all([
      open(`/?${asked}`),
      askApi(`/v1/recommendations?${query}`),
    ]);
    const isConditional = ({ whoMay }: { whoMay: { may: string } }) => whoMay.may === 'conditional';
    expect(levers.filter(isConditional).length).toBeGreaterThan(2);
    for (const { lever, whoMay } of levers) {
      expect(page.plain).toContain(plainly(whoMay.text));
      expect(page.links.some(({ href }) => href.startsWith(`/leviers/${lever.id}?territoire=23&`))).toBe(
        true,
      );
    }
  });

  it.each(['/themes/inconnu', '/leviers/inconnu'])('answers 404 at %s', async (url) => {
    const page = await open(url, 404);
    expect(page.headings[0]?.text).toBe('Cette page n’existe pas');
    expect(page.meta.get('robots')).toBe('noindex');
  });
});

describe('the list of experiences', () => {
  const pathsOf = ({ hrefs }: ReadPage) => hrefs.filter((href) => href.startsWith('/experiences/'));

  it('finds by words, in the order of the API', async () => {
    const [page, { experiences, total }] = await Promise.all([
      open('/experiences?mots=ressourcerie'),
      askApi('/v1/experiences?q=ressourcerie'),
    ]);
    expect(total).toBeGreaterThan(1);
    expect(pathsOf(page)).toEqual(experiences.map(({ id }: { id: string }) => `/experiences/${id}`));
    expect(page.headings.map(({ text }) => text)).toContain(`${total}\u00a0expériences`);
    expect(page.meta.get('robots')).toBe('noindex');
  });

  it('says how faults were read, and leads to the words as they are typed', async () => {
    const page = await open('/experiences?mots=resourcerie');
    expect(page.text).toContain('Compris\u00a0: Ressourcerie. Chercher plutôt');
    expect(page.hrefs).toContain('/experiences?mots=resourcerie&tel-quel=true');
    const asTyped = await open('/experiences?mots=resourcerie&tel-quel=true');
    expect(asTyped.text).not.toContain('Compris');
  });

  it('keeps the number of experiences that a filter announces, and restores the others without it', async () => {
    const all = await open('/experiences');
    const { facets, total } = await askApi('/v1/experiences');
    const [setting] = facets.settings;
    const filter = all.links.find(({ href }) => href === `/experiences?contexte=${setting.value}`);
    const narrowed = await open(filter?.href ?? '');
    expect(narrowed.headings.map(({ text }) => text)).toContain(`${setting.count}\u00a0expériences`);
    const lifted = narrowed.links.find(({ text }) => text.startsWith('Retirer le filtre'));
    expect(lifted?.href).toBe('/experiences');
    expect(all.headings.map(({ text }) => text)).toContain(`${total}\u00a0expériences`);
  });

  it('keeps the words and the filters from page to page, and sorts by date', async () => {
    const page = await open('/experiences?mots=coop%C3%A9rative&tri=date');
    const { experiences } = await askApi('/v1/experiences?q=coop%C3%A9rative&sort=year');
    expect(pathsOf(page)).toEqual(experiences.map(({ id }: { id: string }) => `/experiences/${id}`));
    const next = page.links.find(({ text }) => text === 'Page suivante')?.href ?? '';
    const parameters = new URL(next, 'http://x').searchParams;
    expect([parameters.get('mots'), parameters.get('tri')]).toEqual(['coopérative', 'date']);
    const second = await open(next);
    expect(pathsOf(second).length).toBeGreaterThan(0);
    expect(pathsOf(page).filter((path) => pathsOf(second).includes(path))).toEqual([]);
  });

  it('narrows to several themes and to years, each lifted on its own', async () => {
    const page = await open('/experiences?theme=energie&theme=mobilite&depuis=2019&jusque=2021');
    const { total } = await askApi('/v1/experiences?theme=energie,mobilite&from=2019&to=2021');
    expect(page.headings.map(({ text }) => text)).toContain(`${total}\u00a0expériences`);
    const lifted = page.links.filter(({ text }) => text.startsWith('Retirer le filtre'));
    expect(lifted.map(({ href }) => href)).toEqual([
      '/experiences?theme=mobilite&depuis=2019&jusque=2021',
      '/experiences?theme=energie&depuis=2019&jusque=2021',
      '/experiences?theme=energie%2Cmobilite&jusque=2021',
      '/experiences?theme=energie%2Cmobilite&depuis=2019',
    ]);
    const refused = await open('/experiences?depuis=2021&jusque=2019', 400);
    expect(refused.ids).toContain('jusque-error');
  });

  it('is copied as text, exported whole, and followed where the feed has its filters, without a script', async () => {
    const page = await open('/experiences?theme=mobilite&region=84');
    expect(page.scripts).toEqual([]);
    expect(page.hrefs).toContain('/suivre?theme=mobilite&territory=84&territoryKind=region');
    expect((await open('/experiences?contexte=rural')).text).not.toContain('Suivre cette liste');
    for (const path of pathsOf(page)) expect(page.text).toContain(`http://localhost${path}`);
    const { total } = await askApi('/v1/experiences?kind=commune');
    const { text } = await fetchPage('/experiences.csv?type=commune');
    expect(parse(text, { bom: true, delimiter: ';', columns: true })).toHaveLength(total);
  });

  it('says what to try when nothing is found', async () => {
    const page = await open('/experiences?mots=zyxomil');
    expect(page.headings.map(({ text }) => text)).toContain('Aucune expérience ne répond');
    expect(page.hrefs).toContain('/?priorites=zyxomil');
  });

  it('shows the error of the words beside their field', async () => {
    const page = await open('/experiences?mots=!!!', 400);
    expect(page.ids).toContain('mots-error');
    expect(page.title).toMatch(/^Erreur\u00a0: /);
    expect(page.text).toContain('Le texte ne contient aucun mot');
  });

  it('refuses an unknown filter with a page', async () => {
    const page = await open('/experiences?theme=inconnu', 400);
    expect(page.headings[0]?.text).toBe('Cette page ne peut pas s’afficher');
  });
});

describe('the choice of what a note cites', () => {
  const QUESTION = 'territoire=23131&priorites=reprendre+la+derni%C3%A8re+%C3%A9picerie+du+village';
  const boxesOf = (body: string) =>
    Array.from(body.matchAll(/<input type="checkbox"[^>]*>/g), ([box]) => ({
      name: /name="(\w+)"/.exec(box)?.[1],
      id: /value="([^"]+)"/.exec(box)?.[1] ?? '',
      isTicked: box.includes(' checked'),
    }));
  const idsOf = (boxes: ReturnType<typeof boxesOf>, name: string) =>
    boxes.filter((box) => box.name === name).map(({ id }) => id);

  it('ticks what the service cites without a choice, among all that the answer has', async () => {
    const { text } = await fetchPage(`/note?${QUESTION}`);
    const boxes = boxesOf(text);
    const query = 'territory=23131&priorities=reprendre+la+derni%C3%A8re+%C3%A9picerie+du+village&limit=12';
    const answer = await askApi(`/v1/recommendations?${query}`);
    expect(idsOf(boxes, 'experience')).toEqual(
      answer.experiences.map(({ experience }: { experience: { id: string } }) => experience.id),
    );
    expect(idsOf(boxes, 'lever')).toEqual(
      answer.levers.map(({ lever }: { lever: { id: string } }) => lever.id),
    );
    const ticked = boxes.filter(({ isTicked }) => isTicked);
    const chosen = ['experience', 'lever'].map((name) => `&${name}=${idsOf(ticked, name).join()}`).join('');
    const [byDefault, asTicked] = await Promise.all(
      ['', chosen].map((choice) => fetchPage(`/v1/recommendations/note?${query}${choice}&format=html`)),
    );
    expect(ticked.length).toBeGreaterThan(3);
    expect(asTicked?.text).toBe(byDefault?.text);
  });

  it('keeps the choice of the address, even of nothing, and takes it to the note', async () => {
    const [first = ''] = idsOf(boxesOf((await fetchPage(`/note?${QUESTION}`)).text), 'experience');
    const kept = `experience=none&experience=${first}&lever=none`;
    const page = await fetchPage(`/note?${QUESTION}&${kept}`);
    expect(boxesOf(page.text).filter(({ isTicked }) => isTicked)).toMatchObject([{ id: first }]);
    const { statusCode, headers } = await fetchPage(`/note?${QUESTION}&${kept}&format=html`);
    expect(statusCode).toBe(302);
    const note = await open(String(headers.location));
    expect(note.text).toContain('Aucun levier n’est cité.');
    expect(note.text.match(/Cas \d/g)).toEqual(['Cas 1']);
  });

  it('asks for what is missing on the page of the question', async () => {
    for (const asked of ['nom=saint-denis&priorites=une+%C3%A9picerie', 'territoire=35238']) {
      const { statusCode, headers } = await fetchPage(`/note?${asked}`);
      expect([statusCode, headers.location]).toEqual([302, `/?${asked}`]);
    }
  });
});

it.each([
  ['la Creuse', '23'],
  ['Ville de Redon', '35236'],
])('takes « %s » for one territory', async (name, code) => {
  const { text } = await fetchPage(`/?nom=${encodeURIComponent(name)}&priorites=une+recyclerie`);
  expect(text).toContain(`/?territoire=${code}&amp;`);
});

it('names no measure by the name that researchers give it', async () => {
  expect((await open('/a-propos')).text).not.toContain('nDCG');
});

it('gives the contact of the operator on every page', async () => {
  for (const [url, status] of [
    ['/', 200],
    ['/themes', 200],
    ['/nulle-part', 404],
  ] as const) {
    const { links } = await open(url, status);
    expect(links).toContainEqual({ href: 'mailto:contact@example.org', text: 'contact@example.org' });
  }
});

it('gives a shared answer its own address and title', async () => {
  const address = '/?territoire=200044394&priorites=ouvrir+une+%C3%A9picerie';
  const { meta } = await open(address);
  expect(new URL(meta.get('og:url') ?? '').href).toContain(address);
  expect(meta.get('og:title')).toContain('ouvrir une épicerie');
});

it('asks for a need where the address gives a territory alone', async () => {
  const page = await open('/?territoire=200044394', 400);
  expect(page.text).toContain('Dites vos priorités');
});

it.each([
  ['06', '06&type=region'],
  ['saint-denis', '30247'],
])('offers the territories that %s may mean, for the same question', async (territory, choice) => {
  const { hrefs } = await open(`/?territoire=${territory}&priorites=une+cantine`);
  expect(hrefs).toContain(`/?territoire=${choice}&priorites=une+cantine`);
});

describe('an answer without experience', () => {
  it.each(['horaires des trains pour Paris', 'une piscine olympique'])(
    'has a title that its text does not repeat: %s',
    async (need) => {
      const { headings, text } = await open(`/?${new URLSearchParams({ priorites: need })}`);
      expect(headings[1]).toEqual({ level: 2, text: 'Aucun résultat' });
      expect(text.match(/Aucune expérience (?:ne porte|de la base|assez)/g)).toHaveLength(1);
    },
  );
});

describe('the table of results', () => {
  it('opens in a spreadsheet with its accents, even with hostile titles', async () => {
    const { essaimage } = website.application;
    const title = '=SOMME(A1) ; dite "la"\ncantine';
    const app = await createAppWith({
      ...essaimage,
      recommend: async (...asked) => {
        const answer = await essaimage.recommend(...asked);
        const [first, ...others] = answer.experiences;
        if (first === undefined) throw new Error('nothing was found');
        return {
          ...answer,
          experiences: [{ ...first, experience: { ...first.experience, title } }, ...others],
        };
      },
    });
    const url = '/resultats.csv?priorites=ouvrir+une+%C3%A9picerie+solidaire';
    const { body: bytes, headers } = await clientOf(app).get(url).responseType('blob');
    const body: string = bytes.toString();
    await app.close();
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(body.charCodeAt(0)).toBe(0xfeff);
    expect(body.slice(1)).toMatch(/^Rang;Titre;Territoires;/);
    expect(body.split('\r\n')[1]).toMatch(/^1;"'=SOMME\(A1\) ; dite ""la""\ncantine";/);
    const rows: string[][] = parse(body, { bom: true, delimiter: ';' });
    expect(rows.length).toBeGreaterThan(2);
    expect(rows[1]?.[1]).toBe(`'${title}`);
    expect(rows[0]).toContain('Acteurs');
    const codes = rows.slice(1).map((row) => row[rows[0]?.indexOf('Codes') ?? -1]);
    expect(codes.filter((code) => code !== '').length).toBeGreaterThan(0);
    for (const code of codes) expect(code).not.toMatch(/^\d/);
  });
});

describe('when the service cannot answer', () => {
  it.each([
    ['500', new Error('/secret/path is broken'), 500, undefined],
    ['503', new DomainError('store-unavailable', 'postgres://secret', { reason: 'secret' }), 503, '5'],
  ])(
    'shows a page of status %s with the request id, and nothing of the cause',
    async (_, cause, status, retryAfter) => {
      const { essaimage } = website.application;
      const app = await createAppWith({ ...essaimage, listThemes: () => Promise.reject(cause) });
      const response = await app.inject({ url: '/themes', headers: { accept: 'text/html' } });
      await app.close();
      const page = readPage(response.body);
      expect(response.statusCode).toBe(status);
      expect(response.headers['cache-control']).toBe('no-store');
      expect(response.headers['retry-after']).toBe(retryAfter);
      expect(response.headers.refresh).toBe(retryAfter);
      expect(page.text.includes('se recharge aussi d’elle-même')).toBe(retryAfter !== undefined);
      expect(page.headings[0]?.text).toBe('Cette page ne peut pas s’afficher');
      expect(response.body).toContain(String(response.headers['x-request-id']));
      expect(response.body).not.toContain('secret');
      expect(page.links.find(({ text }) => text === 'Recommencer')?.href).toBe('/themes');
    },
  );

  it('tells so instead of a table that it cannot write whole', async () => {
    const cause = new DomainError('store-unavailable', 'down', { reason: 'down' });
    const { essaimage } = website.application;
    const app = await createAppWith({ ...essaimage, searchExperiences: () => Promise.reject(cause) });
    const response = await app.inject('/experiences.csv?theme=mobilite');
    await app.close();
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
    expect((await fetchPage('/experiences.csv?mots=!!!')).statusCode).toBe(400);
  });

  it.each(['/?priorites=cantine', '/cadre?priorites=cantine'])(
    'answers %s with the Retry-After of the API, and never reloads over what was typed',
    async (url) => {
      const cause = new DomainError('embedder-unavailable', 'busy', { reason: 'busy' });
      const app = await createAppWith({
        ...website.application.essaimage,
        recommend: () => Promise.reject(cause),
      });
      const response = await app.inject({ url, headers: { accept: 'text/html' } });
      await app.close();
      expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
      expect(response.headers.refresh).toBeUndefined();
      expect(response.body).not.toContain('se recharge');
    },
  );
});

describe('the pages about the service', () => {
  it('count the current corpus', async () => {
    const [page, { total, facets }, { themes }, { levers }] = await Promise.all([
      open('/a-propos'),
      askApi('/v1/experiences?limit=1'),
      askApi('/v1/themes'),
      askApi('/v1/levers'),
    ]);
    for (const [count, what] of [
      [total, 'expériences consultables'],
      [facets.regions.length, 'régions'],
      [facets.departments.length, 'départements'],
      [themes.length, 'thèmes'],
      [levers.length, 'leviers'],
    ]) {
      expect(page.text).toContain(`${count}\u00a0${what}`);
    }
  });

  it('give the figures of the last evaluation', async () => {
    const { today, after = today } = (await readRecorded())['learning whole'] ?? {};
    expect(MEASURED.served).toEqual(after?.served);
    const { text } = await open('/a-propos');
    expect(text).toContain(`${Math.round(MEASURED.served.levers.mean * 100)}\u202f%`);
    expect(text).toContain(formatNumber(MEASURED.served['ndcg@5'].mean));
  });

  it('name the operator, say what is not known, and invent nothing', async () => {
    const page = await open('/mentions-legales');
    expect(page.text).toContain('Réseau d’exemple');
    expect(page.hrefs).toContain('mailto:contact@example.org');
    expect(page.text).toMatch(
      /Non communiqué à ce jour.*: adresse et téléphone, direction de la publication et hébergement\./,
    );
    expect(page.text).not.toMatch(/compléter|modèle\b.*crochets/i);
  });

  it('state the accessibility, how to report a defect, and where to complain', async () => {
    const page = await open('/accessibilite');
    expect(page.hrefs).toContain('mailto:contact@example.org');
    expect(page.hrefs).toContain('https://formulaire.defenseurdesdroits.fr/');
  });

  it('say of the accessibility what the table of criteria measures', async () => {
    const judged = await readFile(new URL('../../docs/rgaa.md', import.meta.url), 'utf8');
    const rows = [...judged.matchAll(/^\| (\d+)\.(\d+) \|.*\| (C|NC|NA) \|/gm)];
    const expected = CRITERIA_BY_THEME.flatMap((size, theme) =>
      Array.from({ length: size }, (_, index) => `${theme + 1}.${index + 1}`),
    );
    expect(rows.map(([, theme, criterion]) => `${theme}.${criterion}`)).toEqual(expected);
    const failed = rows.filter(([, , , state]) => state === 'NC').map(([, theme, n]) => `${theme}.${n}`);
    const met = rows.filter(([, , , state]) => state === 'C').length;
    const applicable = met + failed.length;
    const rate = `${formatNumber(Math.floor((met / applicable) * 1_000) / 10)} %`;
    const state = met === applicable ? 'totalement' : met * 2 >= applicable ? 'partiellement' : 'non';
    const { text, title } = await open('/accessibilite');
    for (const said of [plainly(text), plainly(judged)]) {
      expect(said).toContain(plainly(rate));
      expect(said).toMatch(new RegExp(`${met} (?:sur|des) ${applicable}`));
      expect(said).toContain(`${state} conforme`);
    }
    expect([...text.matchAll(/critère (\d+\.\d+)/g)].map(([, criterion]) => criterion)).toEqual(failed);
    expect(title).toContain(`Accessibilité\u00a0: ${state} conforme`);
  });

  it('keep no blank to fill in when the operator said nothing', async () => {
    const app = await stubApplication({}, {}, { web: await builtPages() });
    onTestFinished(() => app.close());
    for (const url of ['/mentions-legales', '/accessibilite', '/ecoconception']) {
      const { body, statusCode } = await app.inject({ url, headers: { accept: 'text/html' } });
      expect(statusCode).toBe(200);
      expect(body, url).not.toMatch(/<mark|compléter|\bnull\b|undefined/);
    }
  });

  it('claim no ecodesign score, and link both statements from every page and from each other', async () => {
    const page = await open('/ecoconception');
    expect(page.text).toContain('aucun score ne peut être annoncé');
    const hrefs = (await open('/accessibilite')).hrefs;
    expect(hrefs.filter((href) => href === '/ecoconception')).toHaveLength(2);
    expect(page.links.filter(({ href }) => href === '/accessibilite')).toHaveLength(2);
    expect(hrefs).toContain('/plan-du-site');
  });
});
