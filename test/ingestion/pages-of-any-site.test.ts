import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { blocksOf, readContent, readImport, readPage } from '../fixtures/read-import.ts';

const CMS = fileURLToPath(new URL('./pages/cms/', import.meta.url));

describe('an article of a usual site', () => {
  it.each([
    ['wordpress.html', 'À Exempleville, une épicerie solidaire tenue par ses habitants', '2023-03-12', 5],
    ['drupal.html', 'Une cuisine centrale partagée', '2022-10-04', 4],
    ['spip.html', 'Un garage solidaire en régie', '2020-02-04', 4],
    ['sans-nom.html', 'Des jardins familiaux sur les terrains de la gare', '2021-09-01', 3],
  ])('%s gives its title, its date and its text', async (name, title, date, blockCount) => {
    const { resources } = await readImport({ kind: 'path', path: `${CMS}${name}` });
    expect(resources.map((one) => [one.title, one.date])).toEqual([[title, date]]);
    expect(resources.flatMap(blocksOf)).toHaveLength(blockCount);
  });

  it('gives none of the places that its menus, banners, comments and links name', async () => {
    const { resources } = await readImport({ kind: 'path', path: CMS });
    expect(resources).toHaveLength(4);
    const text = resources.map((one) => `${one.title}\n${one.text}`).join('\n');
    expect(text).not.toMatch(
      /cookies|traceurs|Rennes|Grenoble|Lorient|Redon|Gironde|Vannes|Brest|Quimper|Nantes|Isère|Annecy|Orléans|Mâcon|Lyon|Strasbourg/,
    );
    for (const place of ['Saumur', 'Mouans-Sartoux', 'Clunisois', 'Tours']) expect(text).toContain(place);
  });
});

const ACCOUNT = `<p>${'La commune a prêté un local à une association du quartier, qui en paie les charges. '.repeat(4)}</p>`;
const readFacts = async (body: string, head = '') => {
  const resources = await readPage(body, head);
  return resources.map(({ title, date }) => [title, date]);
};

describe('the title of a page', () => {
  it.each([
    [
      'its h1, not the name of the site',
      `<h1><a href="/">Ville d’Exemple</a></h1><h1>Un local prêté</h1>${ACCOUNT}`,
      '<title>Ville d’Exemple | Un local prêté</title>',
    ],
    [
      'the heading that og:title repeats, not the section',
      `<h1>Nos actualités</h1><h2>Un local prêté</h2>${ACCOUNT}`,
      '<meta property="og:title" content="Un local prêté - Ville d’Exemple"><meta property="og:site_name" content="Ville d’Exemple">',
    ],
    [
      'what JSON-LD says when the h1 is an image',
      `<h1><img alt="Bandeau" src="a.png"></h1>${ACCOUNT}`,
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Un local prêté"}</script>',
    ],
    [
      'the first heading that is neither a date nor the text of an image',
      `<h2>Publié le 12 mars 2023</h2><h2>Photo : le local</h2><h2>Un local prêté</h2>${ACCOUNT}`,
      '<title>Accueil</title>',
    ],
  ])('is %s', async (_what, body, head) => {
    expect((await readFacts(body, head)).map(([title]) => title)).toEqual(['Un local prêté']);
  });

  it('is that of a page in sections, which is not a listing', async () => {
    const section = (name: string) => `<div class="fiche-${name}"><h2>${name}</h2>${ACCOUNT}</div>`;
    const sections = ['contexte', 'action', 'bilan'].map(section).join('');
    expect(await readFacts(`<main><h1>Un local prêté</h1>${sections}</main>`)).toEqual([
      ['Un local prêté', null],
    ]);
  });

  it('is that of an article, which the cards under it do not make a listing', async () => {
    const card = (name: string) =>
      `<div class="card"><h3><a href="/${name}">${name}</a></h3><p>Un résumé court.</p></div>`;
    const cards = ['Lorient', 'Vannes', 'Quimper'].map(card).join('');
    const resources = await readPage(`<main><h1>Un local prêté</h1>${ACCOUNT}${ACCOUNT}${cards}</main>`);
    expect(resources.map(({ title }) => title)).toEqual(['Un local prêté']);
    expect(resources[0]?.text).not.toMatch(/Lorient|Vannes|Quimper/);
  });

  it('is that of each article of a listing', async () => {
    const item = (name: string) =>
      `<article><h2><a href="/${name}">Un ${name} prêté</a></h2>${ACCOUNT}</article>`;
    expect(await readFacts(`<h1>Actualités</h1>${item('local')}${item('garage')}`)).toEqual([
      ['Un local prêté', null],
      ['Un garage prêté', null],
    ]);
  });
});

describe('the date of a page', () => {
  const titled = (inside: string) => `<main><h1>Un local prêté</h1>${inside}${ACCOUNT}</main>`;
  it.each([
    [
      'article:published_time',
      titled(''),
      '<meta property="article:published_time" content="2023-03-12T08:00">',
    ],
    [
      'JSON-LD',
      titled(''),
      '<script type="application/ld+json">{"@graph":[{"@type":["WebPage"],"datePublished":"2023-03-12"}]}</script>',
    ],
    [
      'time, but for the last change',
      titled('<time class="updated" datetime="2024-01-01"></time><time datetime="2023-03-12T10:00"></time>'),
      '',
    ],
    ['its words', titled('<p>Publié le 12 mars 2023, mis à jour le 3 avril 2024</p>'), ''],
    ['a short month', titled('<p>12 mars 2023 | Habitat</p>'), ''],
    ['figures', titled('<p>Mis en ligne le 12/03/2023</p>'), ''],
    ['an author’s line', titled('<p>Par Alix Exemple, le 12 mars 2023</p>'), ''],
    [
      'words above its title',
      `<main><p>Actualité - 12/03/2023</p><h1>Un local prêté</h1>${ACCOUNT}</main>`,
      '',
    ],
    ['its address', titled(''), '<link rel="canonical" href="https://exemple.fr/2023/03/12/un-local/">'],
  ])('is read from %s', async (_what, body, head) => {
    expect(await readFacts(body, head)).toEqual([['Un local prêté', '2023-03-12']]);
  });

  it('is not that of an event that its text tells', async () => {
    expect(await readFacts(titled(`${ACCOUNT}<p>La fête a eu lieu le 12 mars 2023 au local.</p>`))).toEqual([
      ['Un local prêté', null],
    ]);
    expect(await readFacts(titled('<p>Date de démarrage : 2016</p>'))).toEqual([['Un local prêté', null]]);
  });
});

it('reads the title and the date of a text around what a page leaves there', async () => {
  const { resources } = await readContent(
    'Image\nPublié le 12 janv. 2023\nPhoto : un marché couvert\nUne halle de producteurs\n\nRedon a financé la halle.\n',
  );
  expect(resources.map(({ title, date, text }) => [title, date, text])).toEqual([
    ['Une halle de producteurs', '2023-01-12', 'Redon a financé la halle.'],
  ]);
});
